package dev.weir.designer.view;

import dev.weir.core.plan.PortRef;
import dev.weir.core.spec.ProcessorSpec;
import dev.weir.designer.canvas.CanvasListener;
import dev.weir.designer.canvas.FlowCanvas;
import dev.weir.designer.canvas.Hit;
import dev.weir.designer.engine.RowTable;
import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Document;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import dev.weir.designer.model.GraphReading;
import dev.weir.designer.model.Palette;
import dev.weir.designer.model.Selection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Turns what happens on the canvas into edits of the document. */
final class CanvasActions implements CanvasListener, PalettePane.Listener {

    private static final Duration HOVER = Duration.millis(320);

    private final FlowEditor editor;
    private final Overlay overlay;
    private final Palette palette;
    private final Consumer<Selection> onSelected;
    private final Consumer<PortRef> onRows;
    private final Runnable onSettings;
    private final PauseTransition hover = new PauseTransition(HOVER);
    private @Nullable FlowCanvas canvas;
    private @Nullable PaletteItem ghost;

    CanvasActions(
            FlowEditor editor,
            Overlay overlay,
            Palette palette,
            Consumer<Selection> onSelected,
            Consumer<PortRef> onRows,
            Runnable onSettings) {
        this.editor = editor;
        this.overlay = overlay;
        this.palette = palette;
        this.onSelected = onSelected;
        this.onRows = onRows;
        this.onSettings = onSettings;
    }

    void attach(FlowCanvas canvas) {
        this.canvas = canvas;
    }

    private FlowCanvas canvas() {
        if (canvas == null) {
            throw new IllegalStateException("no canvas yet");
        }
        return canvas;
    }

    /** Adds a processor with its upper left corner at a spot, and wires it if asked to. */
    void add(ProcessorSpec spec, Spot spot, Optional<PortRef> from) {
        var taken = editor.flow().map(flow -> flow.processors()).orElse(Map.of());
        String key = GraphReading.freeKey(spec.name(), taken);
        boolean sink = spec.role() == ProcessorSpec.Role.SINK;
        boolean done =
                editor.edit(
                        "Add " + key,
                        doc -> {
                            Document added = doc.add(key, spec.name(), Map.of(), spot, sink);
                            return from.map(port ->
                                            added.connect(
                                                    new Wire(
                                                            port.processor(),
                                                            port.port(),
                                                            key,
                                                            firstInput(spec, port))))
                                    .orElse(added);
                        });
        if (done) {
            select(Selection.of(key));
            onSettings.run();
        }
    }

    private static String firstInput(ProcessorSpec spec, PortRef from) {
        String name = spec.inputPorts().isEmpty() ? "input" : spec.inputPorts().getFirst().name();
        return name.equals("*") ? inputNamed(from.processor()) : name;
    }

    /** A name for a new input that SQL can use without quotes. */
    private static String inputNamed(String processor) {
        return processor.replace('-', '_');
    }

    void select(Selection selection) {
        canvas().select(selection);
        onSelected.accept(selection);
    }

    private void quickAdd(Spot spot, Point2D screen, Optional<PortRef> from) {
        String hint =
                from.map(port -> "Reads " + port + "  ·  Enter adds  ·  Esc closes")
                        .orElse("Enter adds  ·  Esc closes");
        var card =
                new QuickAdd(
                        palette,
                        spec -> from.isEmpty() || spec.role() != ProcessorSpec.Role.SOURCE,
                        hint,
                        spec -> {
                            overlay.hideFloating();
                            double y = from.isPresent() ? CardShape.portY(0) : 0;
                            add(spec, spot.plus(0, -y), from);
                            canvas().requestFocus();
                        });
        overlay.showFloating(card, screen, () -> {});
        card.focus();
    }

    /** Opens the quick palette in the middle of what is seen. */
    void addInTheMiddle() {
        Spot spot = canvas().middle();
        addWanted(spot, canvas().screenOf(spot));
    }

    @Override
    public void addWanted(Spot spot, Point2D screen) {
        quickAdd(spot, screen, Optional.empty());
    }

    @Override
    public void wireDropped(String from, String port, Spot spot, Point2D screen) {
        quickAdd(spot, screen, Optional.of(new PortRef(from, port)));
    }

    @Override
    public void dragged(ProcessorSpec spec, Point2D screen) {
        if (ghost == null || !ghost.spec().equals(spec)) {
            ghost = new PaletteItem(spec);
            ghost.setPrefWidth(CardShape.WIDTH);
        }
        overlay.dragGhost(ghost, screen);
    }

    @Override
    public void dropped(ProcessorSpec spec, Point2D screen) {
        overlay.hideGhost();
        ghost = null;
        canvas().spotAt(screen.getX(), screen.getY())
                .ifPresent(spot -> {
                    if (canvas().hitAt(screen.getX(), screen.getY())
                                    instanceof Hit.OnWire(Wire wire)
                            && spec.role() == ProcessorSpec.Role.TRANSFORM) {
                        insert(spec, spot, wire);
                    } else {
                        add(spec, spot, Optional.empty());
                    }
                    canvas().requestFocus();
                });
    }

    /** A processor dropped on a wire is put into it. */
    private void insert(ProcessorSpec spec, Spot spot, Wire wire) {
        var taken = editor.flow().map(flow -> flow.processors()).orElse(Map.of());
        String key = GraphReading.freeKey(spec.name(), taken);
        var from = new PortRef(wire.from(), wire.port());
        Spot corner = spot.plus(-CardShape.WIDTH / 2, -CardShape.portY(0));
        boolean done =
                editor.edit(
                        "Insert " + key,
                        doc ->
                                doc.add(key, spec.name(), Map.of(), corner, false)
                                        .disconnect(wire)
                                        .connect(
                                                new Wire(
                                                        wire.from(),
                                                        wire.port(),
                                                        key,
                                                        firstInput(spec, from)))
                                        .connect(new Wire(key, "out", wire.to(), wire.input())));
        if (done) {
            select(Selection.of(key));
        }
    }

    @Override
    public void chosen(ProcessorSpec spec) {
        Spot spot = canvas().middle().plus(-CardShape.WIDTH / 2, -40);
        while (isTaken(spot)) {
            spot = spot.plus(32, 32);
        }
        add(spec, spot, Optional.empty());
        canvas().requestFocus();
    }

    private boolean isTaken(Spot spot) {
        return editor.graph().nodes().stream()
                .anyMatch(node ->
                        Math.abs(node.spot().x() - spot.x()) < 24
                                && Math.abs(node.spot().y() - spot.y()) < 24);
    }

    @Override
    public void selected(Selection selection) {
        onSelected.accept(selection);
    }

    @Override
    public void moved(Map<String, Spot> spots) {
        editor.edit("Move", doc -> doc.move(spots));
    }

    @Override
    public void connected(Wire wire) {
        Wire named = named(wire);
        if (editor.graph().wires().contains(named)) {
            return;
        }
        if (editor.edit("Draw a wire", doc -> doc.connect(named))) {
            select(Selection.of(named));
        }
    }

    private static Wire named(Wire wire) {
        return wire.input().equals(GraphReading.NEW_INPUT)
                ? new Wire(wire.from(), wire.port(), wire.to(), inputNamed(wire.from()))
                : wire;
    }

    @Override
    public void rewired(Wire before, Optional<Wire> after) {
        editor.edit(
                after.isPresent() ? "Move a wire" : "Remove a wire",
                doc -> {
                    Document without = doc.disconnect(before);
                    return after.map(wire -> without.connect(named(wire))).orElse(without);
                });
    }

    /** Removes what is selected. */
    void delete() {
        Selection selection = canvas().selection();
        boolean done = true;
        if (selection.wire().isPresent()) {
            done = editor.edit("Remove a wire", doc -> doc.disconnect(selection.wire().get()));
        } else if (!selection.processors().isEmpty()) {
            done =
                    editor.edit(
                            "Remove " + String.join(", ", selection.processors()),
                            doc -> doc.remove(selection.processors()));
        }
        if (done) {
            select(Selection.NONE);
        }
    }

    void selectAll() {
        var keys = editor.graph().nodes().stream().map(Graph.Node::key).toList();
        select(Selection.of(new LinkedHashSet<>(keys)));
    }

    @Override
    public void portOpened(String processor, String port) {
        onRows.accept(new PortRef(processor, port));
    }

    @Override
    public void cardOpened(String processor) {
        onSettings.run();
    }

    @Override
    public void hovered(Hit hit, Point2D screen) {
        hover.stop();
        if (overlay.floating().filter(SchemaCard.class::isInstance).isPresent()) {
            overlay.hideFloating();
        }
        source(hit)
                .ifPresent(port -> {
                    hover.setOnFinished(_ -> showColumns(port, screen));
                    hover.playFromStart();
                });
    }

    /** The output whose rows are at a place. */
    private Optional<PortRef> source(Hit hit) {
        return switch (hit) {
            case Hit.OnOutput(String key, String port) -> Optional.of(new PortRef(key, port));
            case Hit.OnWire(Wire wire) -> Optional.of(new PortRef(wire.from(), wire.port()));
            case Hit.OnInput(String key, String input) ->
                    editor.graph().wires().stream()
                            .filter(wire -> wire.to().equals(key) && wire.input().equals(input))
                            .findFirst()
                            .map(wire -> new PortRef(wire.from(), wire.port()));
            case Hit.OnCard _, Hit.OnNothing _ -> Optional.empty();
        };
    }

    /** Shows what a port carries, near a point of the screen. */
    void showColumns(PortRef port, Point2D screen) {
        var schema = editor.checked().schemas().get(port);
        if (schema == null || overlay.hasDialog() || overlay.floating().isPresent()) {
            return;
        }
        var card = new SchemaCard(port.toString(), RowTable.columns(schema));
        overlay.showFloating(card, screen.add(14, 14), () -> {});
    }

    @Override
    public void menuWanted(Hit hit, Spot spot, Point2D screen) {
        var menu = new CanvasMenu(this, hit, spot, screen);
        menu.show(canvas(), screen.getX(), screen.getY());
    }

    /** Shows the rows that are at a place. */
    void rowsAt(Hit hit) {
        source(hit).ifPresent(onRows);
    }

    /** The main output of a processor. */
    Optional<PortRef> mainOutput(String key) {
        return editor.graph()
                .node(key)
                .flatMap(node -> node.outputs().stream().findFirst())
                .map(port -> new PortRef(key, port));
    }

    void rowsOf(PortRef port) {
        onRows.accept(port);
    }
}
