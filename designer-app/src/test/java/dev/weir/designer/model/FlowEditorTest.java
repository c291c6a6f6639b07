package dev.weir.designer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.plan.PlanOptions;
import dev.weir.core.spec.Catalog;
import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The editor without a screen: the test's own thread is the screen's. */
class FlowEditorTest {

    private static final String NUMBERS =
            """
            flow: numbers
            format: 1
            processors:
              numbers: {type: generate, rows: 3}
              seen: {type: discard, from: numbers}
            """;

    @TempDir Path folder;
    private final LinkedBlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private FlowEditor editor =
            new FlowEditor(
                    new Checking(Catalog.of(List.of()), PlanOptions.of(Path.of(""))), screen::add);

    @BeforeEach
    void start() throws Exception {
        editor.close();
        var checking =
                new Checking(Catalog.load(folder.resolve("plugins")), PlanOptions.of(folder));
        editor = new FlowEditor(checking, screen::add);
    }

    @AfterEach
    void end() {
        editor.close();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            var task = screen.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (task == null) {
                throw new AssertionError("not in time");
            }
            task.run();
        }
    }

    @Test
    void whatWaitsForACheckSeesTheDocumentWhereItWasSaved() throws Exception {
        var before = folder.resolve("untitled.flow.yaml");
        var after = folder.resolve("sub").resolve("numbers.flow.yaml");
        editor.open(Document.of(NUMBERS, Layout.EMPTY), before, false);
        await(editor::isChecked);
        assertEquals(before, editor.checked().plan().orElseThrow().flow().file());

        var plans = new ArrayList<Path>();
        editor.saved(after, editor.document());
        editor.whenChecked(() -> plans.add(editor.checked().plan().orElseThrow().flow().file()));
        await(() -> !plans.isEmpty());

        assertEquals(after, plans.getFirst());
    }

    @Test
    void aCheckThatBeganBeforeSavingIsNotTheLastWord() throws Exception {
        editor.open(
                Document.of(NUMBERS, Layout.EMPTY), folder.resolve("untitled.flow.yaml"), false);
        Runnable late = screen.poll(60, TimeUnit.SECONDS);
        var after = folder.resolve("numbers.flow.yaml");
        editor.saved(after, editor.document());

        late.run();

        assertFalse(editor.isChecked());
        await(editor::isChecked);
        assertEquals(after, editor.checked().plan().orElseThrow().flow().file());
    }

    private void open(String text) {
        editor.open(Document.of(text, Layout.EMPTY), folder.resolve("numbers.flow.yaml"), true);
    }

    private static final String KEPT =
            NUMBERS + "  kept: {type: jsonl-files, from: numbers, path: kept.jsonl}\n";

    @Test
    void aSinkThatLosesItsLastWireWaitsForAnother() throws Exception {
        var wire = new Wire("numbers", "out", "kept", "input");
        open(KEPT);

        editor.edit("Remove a wire", doc -> doc.disconnect(wire));
        assertEquals(Family.SINK, editor.graph().node("kept").orElseThrow().family());
        assertEquals(List.of("input"), editor.graph().node("kept").orElseThrow().inputs());

        editor.edit("Draw a wire", doc -> doc.connect(wire));
        assertEquals(Set.of(), editor.document().waitingSinks());
        await(editor::isChecked);
        assertEquals(0, editor.checked().errors(), () -> editor.checked().problems().toString());
    }

    @Test
    void aSinkWhoseSourceIsRemovedWaitsForAnother() {
        open(KEPT);

        editor.edit("Remove numbers", doc -> doc.remove(List.of("numbers")));

        assertEquals(Set.of("kept", "seen"), editor.document().waitingSinks());
        assertEquals(Family.SINK, editor.graph().node("kept").orElseThrow().family());
    }

    @Test
    void anEditThatTheTextDoesNotAllowIsToldAndChangesNothing() {
        var told = new ArrayList<String>();
        open(NUMBERS + "  seen: {type: discard}\n");
        var before = editor.document();
        editor.listen(change -> {
            if (change == FlowEditor.Change.REFUSED) {
                told.add(editor.refused());
            }
        });

        assertFalse(editor.edit("Set rows", doc -> doc.set("numbers", "rows", "4")));
        assertFalse(editor.editBurst("Set rows", "rows", doc -> doc.set("numbers", "rows", "4")));

        assertEquals(before, editor.document());
        assertTrue(editor.undoable().isEmpty());
        assertEquals(2, told.size());
        assertTrue(told.getFirst().contains("stands here a second time"), told.getFirst());
    }

    @Test
    void cardsThatWerePlacedByHandStayAndOnlyNewOnesGetAPlace() throws Exception {
        var byHand = Map.of("numbers", new Spot(400, 304), "kept", new Spot(8, 16));
        editor.open(
                Document.of(KEPT, new Layout(byHand)), folder.resolve("numbers.flow.yaml"), true);
        await(editor::isChecked);

        var spots = editor.document().layout().spots();
        assertEquals(byHand.get("numbers"), spots.get("numbers"));
        assertEquals(byHand.get("kept"), spots.get("kept"));
        assertEquals(new Spot(400 + CardShape.WIDTH + 88, 304).snapped(), spots.get("seen"));
        assertTrue(editor.isSaved());
        assertTrue(editor.undoable().isEmpty());
    }

    @Test
    void cardsWithoutAnyPlaceAreArrangedAndWhatIsMovedMeanwhileStays() throws Exception {
        open(KEPT);
        editor.edit("Move", doc -> doc.move(Map.of("kept", new Spot(800, 800))));

        await(() -> editor.document().layout().spots().size() == 3);

        assertEquals(new Spot(800, 800), editor.document().layout().spots().get("kept"));
    }
}
