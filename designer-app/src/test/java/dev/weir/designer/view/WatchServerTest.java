package dev.weir.designer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.plan.PortRef;
import dev.weir.designer.engine.EngineClient;
import dev.weir.designer.engine.EngineTrouble;
import dev.weir.designer.engine.Progress;
import dev.weir.designer.engine.Progress.State;
import dev.weir.designer.engine.RowTable;
import dev.weir.designer.engine.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a server that is not always there. */
class WatchServerTest {

    private static final String NUMBERS =
            """
            flow: numbers
            format: 1
            processors:
              numbers: {type: generate, rows: 2}
              kept: {type: jsonl-files, from: numbers, path: kept.jsonl}
            """;

    @TempDir Path folder;
    private DesignerRobot robot;
    private final Server server = new Server();

    /** Says what it is told to say. */
    private static final class Server implements EngineClient {
        private volatile Optional<State> says = Optional.of(State.RUNNING);

        @Override
        public String name() {
            return "far away";
        }

        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public Progress progress(String flow) throws EngineTrouble {
            State state =
                    says.orElseThrow(() -> new EngineTrouble("", "far away cannot be reached"));
            return new Progress(state, Optional.empty(), 1, Map.of(), Map.of(), List.of());
        }

        @Override
        public void deploy(Work work) {}

        @Override
        public void start(Work work, boolean fresh) {}

        @Override
        public void stop(String flow) {}

        @Override
        public void cancel(String flow) {}

        @Override
        public RowTable rows(Work work, PortRef port, int rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws Exception {
        robot = new DesignerRobot(folder);
        robot.openUnsaved(NUMBERS);
        robot.watch(server, "numbers");
        robot.await("running", () -> robot.window().run().state() == State.RUNNING);
        server.says = Optional.empty();
        robot.await("no answer", () -> robot.window().run().state() == State.UNREACHABLE);
    }

    @AfterEach
    void end() {
        robot.close();
    }

    @Test
    void isWatchedAgainWhenItIsBack() {
        assertTrue(robot.find("toast").isPresent());

        server.says = Optional.of(State.COMPLETED);

        robot.await("its end", () -> robot.window().run().state() == State.COMPLETED);
    }

    @Test
    void doesNotKeepTheFlowFromRunningHere() throws Exception {
        assertFalse(robot.find("command-run").map(Node::isDisabled).orElse(true));
        robot.nextFile(folder.resolve("numbers.flow.yaml"));

        robot.press(KeyCode.F5);

        robot.await("the run here", () -> robot.window().run().state() == State.COMPLETED);
        assertTrue(robot.window().run().engine().isLocal());
        assertEquals(2, Files.readAllLines(folder.resolve("kept.jsonl")).size());
    }
}
