package dev.weir.designer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.designer.engine.Progress.State;
import dev.weir.server.http.ServerOptions;
import dev.weir.server.http.WeirServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow on its way to a real server. */
class DeployTest {

    @TempDir Path folder;
    private DesignerRobot robot;
    private WeirServer server;
    private String token = "";

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("orders.csv"), "id,qty\n1,5\n2,9\n3,1\n4,7\n");
        Files.writeString(
                folder.resolve("large.flow.yaml"),
                """
                flow: large
                format: 1
                processors:
                  orders: {type: csv-files, path: orders.csv, columns: {id: int64, qty: int32}}
                  large: {type: filter, from: orders, where: qty > 5}
                  done: {type: jsonl-files, from: large, path: done.jsonl}
                """);
        Path data = folder.resolve("server");
        server = WeirServer.start(new ServerOptions("127.0.0.1", 0, Optional.empty(), data));
        token = Files.readString(server.token().file()).strip();
        robot = new DesignerRobot(folder);
        robot.nextFile(folder.resolve("large.flow.yaml"));
        robot.press(KeyCode.CONTROL, KeyCode.O);
        robot.await("opened", () -> robot.editor().graph().nodes().size() == 3);
        robot.awaitCheck();
    }

    @AfterEach
    void end() {
        robot.close();
        server.close();
    }

    @Test
    void isDeployedStartedAndWatched() throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.D);
        robot.type("deploy-address", "http://127.0.0.1:" + server.port());
        robot.type("deploy-token", token);
        robot.type("deploy-folder", folder.toString());
        robot.press(KeyCode.ENTER);

        robot.await(
                "the run on the server",
                () -> robot.window().progress().state() == State.COMPLETED);
        assertEquals(
                List.of("{\"id\":2,\"qty\":9}", "{\"id\":4,\"qty\":7}"),
                Files.readAllLines(folder.resolve("done.jsonl")));
        assertEquals(2, robot.rowsOut("large", "out"));
    }

    @Test
    void aRefusedTokenIsSaidInTheDialog() {
        robot.press(KeyCode.CONTROL, KeyCode.D);
        robot.type("deploy-address", "http://127.0.0.1:" + server.port());
        robot.type("deploy-token", "wrong");
        robot.press(KeyCode.ENTER);

        robot.await("an answer", () -> note().contains("refuses the token"));
    }

    private String note() {
        return robot.find("deploy-note").map(label -> ((Label) label).getText()).orElse("");
    }
}
