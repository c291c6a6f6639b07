package dev.weir.designer.view;

import dev.weir.core.plan.PortRef;
import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Document;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Wire;
import dev.weir.designer.model.Selection;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import javafx.geometry.Point2D;

/** Brings the window into the states that are worth a picture, by the ways that users have. */
public final class Scenes {

    private final DesignerWindow window;

    public Scenes(DesignerWindow window) {
        this.window = window;
    }

    /** Nothing is open. */
    public void empty() {
        window.overlay().hideToast();
        window.overlay().hideFloating();
        window.editor().open(Document.blank("untitled"), Path.of("untitled.flow.yaml"), false);
        window.inspector().showSettings();
        window.canvas().requestFocus();
    }

    /** Whether every card has a place of its own. */
    public boolean isPlaced() {
        var document = window.editor().document();
        return window.editor().graph().nodes().stream()
                .allMatch(node -> document.layout().spot(node.key()).isPresent());
    }

    /** The processor with the most to see. */
    private Optional<Graph.Node> busiest() {
        return window.editor().graph().nodes().stream()
                .filter(node -> node.family() == Graph.Family.QUALITY)
                .findFirst()
                .or(() ->
                        window.editor().graph().nodes().stream()
                                .max(
                                        Comparator.comparingInt(node ->
                                                node.inputs().size() + node.outputs().size())));
    }

    /** A form is shown. */
    public void selectOne() {
        busiest().ifPresent(node -> window.actions().select(Selection.of(node.key())));
    }

    private Optional<Wire> someWire() {
        return window.editor().graph().wires().stream()
                .filter(wire ->
                        window.editor()
                                .checked()
                                .schemas()
                                .containsKey(new PortRef(wire.from(), wire.port())))
                .findFirst();
    }

    private Point2D middleOf(Wire wire) {
        var graph = window.editor().graph();
        var from = graph.node(wire.from()).orElseThrow();
        var to = graph.node(wire.to()).orElseThrow();
        var start = CardShape.output(from, from.outputs().indexOf(wire.port()));
        var end = CardShape.input(to, to.inputs().indexOf(wire.input()));
        return window.canvas()
                .screenOf(new Graph.Spot((start.x() + end.x()) / 2, (start.y() + end.y()) / 2));
    }

    /** The columns of a wire are shown. */
    public void hoverWire() {
        someWire()
                .ifPresent(wire -> {
                    window.actions().select(Selection.of(wire));
                    window.actions()
                            .showColumns(new PortRef(wire.from(), wire.port()), middleOf(wire));
                });
    }

    /** A wire was dropped on nothing. */
    public void quickAdd() {
        busiest()
                .ifPresent(node -> {
                    var spot = CardShape.output(node, 0).plus(60, 90);
                    window.actions()
                            .wireDropped(
                                    node.key(),
                                    node.outputs().getFirst(),
                                    spot,
                                    window.canvas().screenOf(spot));
                });
    }

    /** The flow is about to be sent to a server. */
    public void deploy() {
        window.overlay().hideFloating();
        window.execute(Command.DEPLOY);
    }

    /** Another program has changed the file that is to be saved. */
    public void changedOutside() {
        window.overlay().hideDialog();
        String file = window.editor().file().getFileName().toString();
        new Dialogs(window.overlay()).changedOutside(file, () -> {}, () -> {});
    }

    /** Nothing floats. */
    public void closeDialogs() {
        window.overlay().hideDialog();
        window.overlay().hideFloating();
    }

    /** A setting is wrong. */
    public void spoil() {
        window.editor().graph().nodes().stream()
                .filter(node -> node.type().equals("filter"))
                .findFirst()
                .ifPresent(node -> {
                    window.editor()
                            .edit("Spoil", doc -> doc.set(node.key(), "where", "phaze = 'Climb'"));
                    window.actions().select(Selection.of(node.key()));
                });
    }

    /** It is right again. */
    public void mend() {
        if (window.editor().undoable().isPresent()) {
            window.editor().undo();
        }
    }

    /** Rows of the last port before a sink are asked for. */
    public void rows() {
        window.editor().graph().nodes().stream()
                .filter(node -> node.type().equals("aggregate") || node.type().equals("select"))
                .findFirst()
                .flatMap(node -> window.actions().mainOutput(node.key()))
                .ifPresent(window.actions()::rowsOf);
    }

    /** Whether rows, or why there are none, are shown. */
    public boolean hasRows() {
        return !window.isLooking();
    }

    /** The flow runs. */
    public void run() {
        window.actions().select(Selection.NONE);
        window.startFresh();
        window.canvas().requestFocus();
    }

    /** Whether the run has begun to move rows, or is over. */
    public boolean isRunningOrDone() {
        return window.progress().counters().values().stream()
                        .anyMatch(counters -> counters.rowsIn() > 0)
                || isDone();
    }

    /** Whether the run is over. */
    public boolean isDone() {
        return !window.isRunning();
    }

    /** Cards in their own size. */
    public void near() {
        window.overlay().hideToast();
        window.canvas().zoom(1);
        busiest().ifPresent(node -> window.canvas().reveal(node.key()));
    }

    /** Zoomed out. */
    public void far() {
        window.canvas().fit();
        window.canvas().zoom(0.25);
    }
}
