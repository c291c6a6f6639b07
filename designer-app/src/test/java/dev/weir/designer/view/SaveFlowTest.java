package dev.weir.designer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private Path opened() throws Exception {
        Path file = folder.resolve("numbers.flow.yaml");
        Files.writeString(file, NUMBERS);
        robot.nextFile(file);
        robot.press(KeyCode.CONTROL, KeyCode.O);
        robot.await("opened", () -> robot.editor().graph().nodes().size() == 2);
        robot.awaitCheck();
        return file;
    }

    private void setRows(String rows) {
        robot.edit(doc -> doc.set("numbers", "rows", rows));
    }

    @Test
    void aFileThatOthersHaveChangedIsNotOverwrittenUnasked() throws Exception {
        Path file = opened();
        setRows("5");
        String mine = robot.editor().document().text();
        String theirs = NUMBERS.replace("rows: 2", "rows: 7");
        Files.writeString(file, theirs);

        robot.press(KeyCode.CONTROL, KeyCode.S);
        robot.click("changed-cancel");
        assertEquals(theirs, Files.readString(file));
        assertEquals(mine, robot.editor().document().text());
        assertFalse(robot.editor().isSaved());

        robot.press(KeyCode.CONTROL, KeyCode.S);
        robot.click("changed-overwrite");
        robot.await("saved", robot.editor()::isSaved);
        assertEquals(mine, Files.readString(file));

        setRows("6");
        robot.press(KeyCode.CONTROL, KeyCode.S);
        robot.await("saved", robot.editor()::isSaved);
        assertTrue(Files.readString(file).contains("rows: 6"));
    }

    @Test
    void reloadingInsteadOfSavingCanBeUndone() throws Exception {
        Path file = opened();
        setRows("5");
        String mine = robot.editor().document().text();
        String theirs = NUMBERS.replace("rows: 2", "rows: 7");
        Files.writeString(file, theirs);

        robot.press(KeyCode.CONTROL, KeyCode.S);
        robot.click("changed-reload");
        assertEquals(theirs, robot.editor().document().text());
        assertTrue(robot.editor().isSaved());

        robot.press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(mine, robot.editor().document().text());
        robot.press(KeyCode.CONTROL, KeyCode.S);
        robot.await("saved", robot.editor()::isSaved);
        assertEquals(mine, Files.readString(file));
    }

    @Test
    void whoComesBackSeesWhatOthersHaveMadeOfTheFile() throws Exception {
        Path file = opened();
        String theirs = NUMBERS.replace("rows: 2", "rows: 7");
        Files.writeString(file, theirs);

        robot.comeBack();
        robot.await("reloaded", () -> robot.editor().document().text().equals(theirs));
        assertTrue(robot.editor().isSaved());

        setRows("5");
        String mine = robot.editor().document().text();
        Files.writeString(file, NUMBERS);
        robot.comeBack();
        robot.await("a notice", () -> robot.find("reload").isPresent());
        assertEquals(mine, robot.editor().document().text());

        robot.click("reload");
        assertEquals(NUMBERS, robot.editor().document().text());
        robot.press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(mine, robot.editor().document().text());
    }
}
