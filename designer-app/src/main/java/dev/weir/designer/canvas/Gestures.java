package dev.weir.designer.canvas;

import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import dev.weir.designer.model.Selection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** Turns the mouse into selections, moves, wires and views. */
final class Gestures {

    private static final double CLICK = 4;

    private final FlowCanvas canvas;
    private final CanvasListener listener;
    private Gesture now = Gesture.NONE;
    private Spot pointer = new Spot(0, 0);
    private double pressX;
    private double pressY;

    Gestures(FlowCanvas canvas, CanvasListener listener) {
        this.canvas = canvas;
        this.listener = listener;
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseDragged(this::dragged);
        canvas.setOnMouseReleased(this::released);
        canvas.setOnMouseMoved(this::moved);
        canvas.setOnMouseExited(event -> {
            canvas.hover(Hit.NOTHING);
            listener.hovered(Hit.NOTHING, screen(event));
        });
        canvas.setOnScroll(this::scrolled);
        canvas.setOnZoom(event -> {
            canvas.view(
                    canvas.view()
                            .zoomedAt(
                                    event.getX(),
                                    event.getY(),
                                    canvas.zoom() * event.getZoomFactor()));
            event.consume();
        });
    }

    Gesture now() {
        return now;
    }

    Spot pointer() {
        return pointer;
    }

    private static Point2D screen(MouseEvent event) {
        return new Point2D(event.getScreenX(), event.getScreenY());
    }

    private Spot spot(MouseEvent event) {
        return canvas.view().toWorld(event.getX(), event.getY());
    }

    private void scrolled(ScrollEvent event) {
        var view = canvas.view();
        if (event.isShiftDown()) {
            canvas.view(view.panned(event.getDeltaX() + event.getDeltaY(), 0));
        } else {
            double factor = Math.exp(event.getDeltaY() * 0.0022);
            canvas.view(view.zoomedAt(event.getX(), event.getY(), view.zoom() * factor));
        }
        event.consume();
    }

    private void moved(MouseEvent event) {
        pointer = spot(event);
        Hit hit = canvas.hit(event.getX(), event.getY());
        canvas.setCursor(
                switch (hit) {
                    case Hit.OnOutput _, Hit.OnInput _ -> Cursor.CROSSHAIR;
                    case Hit.OnCard _, Hit.OnWire _ -> Cursor.HAND;
                    case Hit.OnNothing _ -> Cursor.DEFAULT;
                });
        canvas.hover(hit);
        listener.hovered(hit, screen(event));
    }

    private void pressed(MouseEvent event) {
        canvas.requestFocus();
        listener.hovered(Hit.NOTHING, screen(event));
        pressX = event.getX();
        pressY = event.getY();
        pointer = spot(event);
        Hit hit = canvas.hit(pressX, pressY);
        if (event.getButton() == MouseButton.PRIMARY) {
            now = primary(event, hit);
        } else {
            now = new Gesture.Panning(pressX, pressY, canvas.view());
        }
        canvas.repaint();
        event.consume();
    }

    private Gesture primary(MouseEvent event, Hit hit) {
        return switch (hit) {
            case Hit.OnOutput(String key, String port) ->
                    new Gesture.Wiring(key, port, Optional.empty(), pointer);
            case Hit.OnInput(String key, String input) -> pulledOff(key, input);
            case Hit.OnCard(String key) -> grabbed(event, key);
            case Hit.OnWire(Wire wire) -> {
                select(Selection.of(wire));
                yield Gesture.NONE;
            }
            case Hit.OnNothing _ -> {
                if (event.isShiftDown()) {
                    yield new Gesture.Framing(pointer);
                }
                yield new Gesture.Panning(pressX, pressY, canvas.view());
            }
        };
    }

    /** The only wire into an input follows the mouse. */
    private Gesture pulledOff(String key, String input) {
        List<Wire> wires =
                canvas.graph().wires().stream()
                        .filter(wire -> wire.to().equals(key) && wire.input().equals(input))
                        .toList();
        if (wires.size() != 1) {
            return Gesture.NONE;
        }
        Wire wire = wires.getFirst();
        return new Gesture.Wiring(wire.from(), wire.port(), Optional.of(wire), pointer);
    }

    private Gesture grabbed(MouseEvent event, String key) {
        var selection = canvas.selection();
        if (event.isShiftDown() || event.isShortcutDown()) {
            select(selection.toggled(key));
            return Gesture.NONE;
        }
        if (!selection.processors().contains(key)) {
            select(Selection.of(key));
        }
        var start = new LinkedHashMap<String, Spot>();
        for (String selected : canvas.selection().processors()) {
            canvas.graph().node(selected).ifPresent(node -> start.put(selected, node.spot()));
        }
        return new Gesture.Moving(pressX, pressY, start, false);
    }

    private void select(Selection selection) {
        canvas.select(selection);
        listener.selected(selection);
    }

    private void dragged(MouseEvent event) {
        pointer = spot(event);
        switch (now) {
            case Gesture.Panning(double x, double y, Viewport start) -> {
                canvas.setCursor(Cursor.CLOSED_HAND);
                canvas.view(start.panned(event.getX() - x, event.getY() - y));
            }
            case Gesture.Moving moving -> move(event, moving);
            case Gesture.Wiring wiring -> {
                canvas.hover(wireTarget(event, wiring.from()));
                canvas.requestLayout();
            }
            case Gesture.Framing _ -> canvas.requestLayout();
            case Gesture.None _ -> {}
        }
        event.consume();
    }

    private void move(MouseEvent event, Gesture.Moving moving) {
        double dx = (event.getX() - moving.x()) / canvas.zoom();
        double dy = (event.getY() - moving.y()) / canvas.zoom();
        if (!moving.moved() && Math.hypot(event.getX() - pressX, event.getY() - pressY) < CLICK) {
            return;
        }
        if (!moving.moved()) {
            now = new Gesture.Moving(moving.x(), moving.y(), moving.start(), true);
            canvas.lift(moving.start().keySet());
        }
        canvas.showMoved(shifted(moving.start(), dx, dy));
    }

    private Graph shifted(Map<String, Spot> start, double dx, double dy) {
        var graph = canvas.graph();
        List<Node> nodes =
                graph.nodes().stream()
                        .map(node -> {
                            Spot from = start.get(node.key());
                            return from == null ? node : node.at(from.plus(dx, dy).snapped());
                        })
                        .toList();
        return new Graph(nodes, graph.wires());
    }

    private void released(MouseEvent event) {
        pointer = spot(event);
        var done = now;
        now = Gesture.NONE;
        canvas.setCursor(Cursor.DEFAULT);
        boolean click = Math.hypot(event.getX() - pressX, event.getY() - pressY) < CLICK;
        switch (done) {
            case Gesture.Panning _ -> endPan(event, click);
            case Gesture.Moving moving -> endMove(event, moving);
            case Gesture.Wiring wiring -> endWire(event, wiring, click);
            case Gesture.Framing(Spot corner) -> select(Selection.of(inside(corner, pointer)));
            case Gesture.None _ -> {}
        }
        if (click && event.getButton() == MouseButton.SECONDARY) {
            menu(event);
        }
        canvas.repaint();
        event.consume();
    }

    private void endPan(MouseEvent event, boolean click) {
        if (!click || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        select(Selection.NONE);
        if (event.getClickCount() == 2) {
            listener.addWanted(pointer, screen(event));
        }
    }

    private void endMove(MouseEvent event, Gesture.Moving moving) {
        canvas.lift(Set.of());
        if (moving.moved()) {
            var spots = new LinkedHashMap<String, Spot>();
            for (String key : moving.start().keySet()) {
                canvas.graph().node(key).ifPresent(node -> spots.put(key, node.spot()));
            }
            listener.moved(spots);
        } else if (event.getClickCount() == 2) {
            moving.start().keySet().stream().findFirst().ifPresent(listener::cardOpened);
        } else if (canvas.hit(event.getX(), event.getY()) instanceof Hit.OnCard(String key)
                && canvas.selection().processors().size() > 1) {
            select(Selection.of(key));
        }
    }

    private void endWire(MouseEvent event, Gesture.Wiring wiring, boolean click) {
        if (click) {
            listener.portOpened(wiring.from(), wiring.port());
            return;
        }
        switch (wireTarget(event, wiring.from())) {
            case Hit.OnInput(String key, String input) -> {
                var wire = new Wire(wiring.from(), wiring.port(), key, input);
                if (wiring.replaces().isEmpty()) {
                    listener.connected(wire);
                } else if (!wiring.replaces().get().equals(wire)) {
                    listener.rewired(wiring.replaces().get(), Optional.of(wire));
                }
            }
            case Hit.OnNothing _, Hit.OnWire _ -> {
                if (wiring.replaces().isPresent()) {
                    listener.rewired(wiring.replaces().get(), Optional.empty());
                } else {
                    listener.wireDropped(wiring.from(), wiring.port(), pointer, screen(event));
                }
            }
            case Hit.OnCard _, Hit.OnOutput _ -> {} // dropped on itself or on a source
        }
    }

    /** The input that a wire would end at: a dot, or the first free input of the card below it. */
    private Hit wireTarget(MouseEvent event, String from) {
        Hit hit = canvas.hit(event.getX(), event.getY());
        return switch (hit) {
            case Hit.OnCard(String key) -> key.equals(from) ? hit : firstInput(key, hit);
            case Hit.OnOutput(String key, String _) ->
                    key.equals(from) ? hit : firstInput(key, hit);
            case Hit.OnInput(String key, String _) -> key.equals(from) ? new Hit.OnCard(key) : hit;
            case Hit.OnWire _, Hit.OnNothing _ -> hit;
        };
    }

    private Hit firstInput(String key, Hit otherwise) {
        var node = canvas.graph().node(key);
        if (node.isEmpty() || node.get().inputs().isEmpty()) {
            return otherwise;
        }
        var taken = new LinkedHashSet<String>();
        canvas.graph()
                .wiresOf(key)
                .filter(wire -> wire.to().equals(key))
                .map(Wire::input)
                .forEach(taken::add);
        String input =
                node.get().inputs().stream()
                        .filter(name -> !taken.contains(name))
                        .findFirst()
                        .orElse(node.get().inputs().getFirst());
        return new Hit.OnInput(key, input);
    }

    private Set<String> inside(Spot a, Spot b) {
        double minX = Math.min(a.x(), b.x());
        double minY = Math.min(a.y(), b.y());
        double maxX = Math.max(a.x(), b.x());
        double maxY = Math.max(a.y(), b.y());
        var keys = new LinkedHashSet<String>();
        for (Node node : canvas.graph().nodes()) {
            if (node.spot().x() < maxX
                    && node.spot().x() + CardShape.WIDTH > minX
                    && node.spot().y() < maxY
                    && node.spot().y() + CardShape.height(node) > minY) {
                keys.add(node.key());
            }
        }
        return keys;
    }

    private void menu(MouseEvent event) {
        Hit hit = canvas.hit(event.getX(), event.getY());
        switch (hit) {
            case Hit.OnCard(String key) -> {
                if (!canvas.selection().processors().contains(key)) {
                    select(Selection.of(key));
                }
            }
            case Hit.OnWire(Wire wire) -> select(Selection.of(wire));
            case Hit.OnOutput _, Hit.OnInput _, Hit.OnNothing _ -> {}
        }
        listener.menuWanted(hit, pointer, screen(event));
    }
}
