package dev.weir.designer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.designer.engine.Progress.State;
import dev.weir.designer.model.Graph.Wire;
import dev.weir.designer.model.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow from nothing, by mouse and keyboard. */
class BuildFlowTest {

    @TempDir Path folder;
    private DesignerRobot robot;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(
                folder.resolve("orders.csv"),
                "id,status,qty\n1,completed,5\n2,new,9\n3,completed,1\n4,completed,7\n");
        robot = new DesignerRobot(folder);
    }

    @AfterEach
    void end() {
        robot.close();
    }

    private void source() {
        robot.dragFromPalette("csv-files-source", 20, 40);
        robot.type("setting-path", "orders.csv");
    }

    @Test
    void dragsFromThePaletteAndUndoes() {
        source();
        String withPath = robot.editor().document().text();
        assertTrue(withPath.contains("path: orders.csv"), withPath);
        assertEquals(1, robot.editor().graph().nodes().size());

        robot.press(KeyCode.CONTROL, KeyCode.Z);
        robot.press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(0, robot.editor().graph().nodes().size());

        robot.press(KeyCode.CONTROL, KeyCode.Y);
        robot.press(KeyCode.CONTROL, KeyCode.Y);
        assertEquals(withPath, robot.editor().document().text());
    }

    @Test
    void aWireDroppedOnNothingAddsWhatReadsIt() {
        source();
        robot.dropWire("csv-files", "out", 300, 200);
        robot.write("filter");
        robot.press(KeyCode.ENTER);

        assertEquals(
                List.of(new Wire("csv-files", "out", "filter", "input")),
                robot.editor().graph().wires());
        robot.press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(List.of(), robot.editor().graph().wires());
        assertEquals(1, robot.editor().graph().nodes().size());
    }

    @Test
    void movingACardIsOneStep() {
        source();
        var before = robot.editor().graph().node("csv-files").orElseThrow().spot();

        robot.dragCard("csv-files", 80, 64);

        assertEquals(
                before.plus(80, 64), robot.editor().graph().node("csv-files").orElseThrow().spot());
        robot.press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(before, robot.editor().graph().node("csv-files").orElseThrow().spot());
    }

    @Test
    void aProblemStandsAtItsCardUntilItIsMended() {
        source();
        robot.dropWire("csv-files", "out", 300, 200);
        robot.write("filter");
        robot.press(KeyCode.ENTER);
        robot.type("setting-where", "statuz = 'completed'");
        robot.awaitCheck();
        assertEquals(1, robot.editor().graph().node("filter").orElseThrow().errors());

        robot.type("setting-where", "status = 'completed'");
        robot.awaitCheck();
        assertEquals(0, robot.editor().graph().node("filter").orElseThrow().errors());
    }

    @Test
    void buildsRunsSavesAndOpensAgain() throws Exception {
        source();
        robot.rename("orders");
        robot.newEntry("columns", "id", "int64");
        robot.newEntry("columns", "status", "utf8");
        robot.newEntry("columns", "qty", "int32");
        robot.dropWire("orders", "out", 270, 60);
        robot.write("filter");
        robot.press(KeyCode.ENTER);
        robot.type("setting-where", "status = 'completed' and qty > 2");
        robot.dragFromPalette("jsonl-files-sink", 270, 240);
        robot.drawWire("filter", "out", "jsonl-files", "input");
        robot.clickCard("jsonl-files");
        robot.type("setting-path", "done.jsonl");
        robot.awaitCheck();
        assertEquals(0, robot.editor().checked().errors(), () -> "" + robot.editor().checked());

        robot.nextFile(folder.resolve("completed.flow.yaml"));
        robot.press(KeyCode.CONTROL, KeyCode.S);
        robot.await("saved", robot.editor()::isSaved);
        robot.awaitCheck();
        robot.press(KeyCode.F5);
        robot.await("the run", () -> robot.window().progress().state() == done());

        assertEquals(
                List.of(
                        "{\"id\":1,\"status\":\"completed\",\"qty\":5}",
                        "{\"id\":4,\"status\":\"completed\",\"qty\":7}"),
                Files.readAllLines(folder.resolve("done.jsonl")));
        var document = robot.editor().document();
        assertEquals(document.text(), Files.readString(folder.resolve("completed.flow.yaml")));
        assertTrue(document.text().startsWith("flow: completed\n"), document.text());
        assertEquals(
                document.layout(),
                Layout.fromJson(Files.readString(folder.resolve("completed.layout.json"))));

        robot.press(KeyCode.CONTROL, KeyCode.N);
        assertEquals(0, robot.editor().graph().nodes().size());
        robot.press(KeyCode.CONTROL, KeyCode.O);
        robot.await("opened", () -> robot.editor().graph().nodes().size() == 3);
        assertEquals(document, robot.editor().document());
        assertTrue(robot.editor().isSaved());
    }

    private static State done() {
        return State.COMPLETED;
    }

    @Test
    void unsavedChangesAreAskedAbout() {
        source();
        robot.press(KeyCode.CONTROL, KeyCode.N);
        assertEquals(1, robot.editor().graph().nodes().size());

        robot.click("unsaved-cancel");
        assertEquals(1, robot.editor().graph().nodes().size());
        robot.press(KeyCode.CONTROL, KeyCode.N);
        robot.click("unsaved-discard");
        assertEquals(0, robot.editor().graph().nodes().size());
        assertFalse(Files.exists(folder.resolve("untitled.flow.yaml")));
    }

    @Test
    void deleteRemovesAProcessorAndItsWires() {
        source();
        robot.dropWire("csv-files", "out", 300, 200);
        robot.write("filter");
        robot.press(KeyCode.ENTER);
        robot.clickCard("csv-files");
        robot.press(KeyCode.DELETE);

        assertEquals(List.of(), robot.editor().graph().wires());
        assertEquals(Optional.empty(), robot.editor().node("csv-files"));
    }
}
