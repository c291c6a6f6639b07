package dev.weir.designer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.designer.engine.Progress.State;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files. */
class SaveFlowTest {

    private static final String NUMBERS =
            """
            flow: untitled
            format: 1
            processors:
              numbers: {type: generate, rows: 2}
              kept: {type: jsonl-files, from: numbers, path: kept.jsonl}
            """;

    @TempDir Path folder;
    private DesignerRobot robot;

    @BeforeEach
    void start() throws Exception {
        robot = new DesignerRobot(folder);
    }

    @AfterEach
    void end() {
        robot.close();
    }

    @Test
    void aFlowThatWasNeverSavedRunsWhereAndAsItIsSaved() throws Exception {
        Path below = Files.createDirectories(folder.resolve("below"));
        robot.openUnsaved(NUMBERS);
        robot.nextFile(below.resolve("counted.flow.yaml"));

        robot.press(KeyCode.F5);
        robot.await("the run", () -> robot.window().progress().state() == State.COMPLETED);

        assertEquals(2, Files.readAllLines(below.resolve("kept.jsonl")).size());
        assertFalse(Files.exists(folder.resolve("kept.jsonl")));
        assertEquals("counted", robot.label("flow-name"));
    }
}
