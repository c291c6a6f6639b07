package dev.weir.designer.canvas;

import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Graph.Spot;
import javafx.scene.canvas.GraphicsContext;

/** Draws what the mouse is doing: a wire being drawn, a frame being dragged. */
final class OverlayPainter {

    void paint(GraphicsContext g, Scenery scenery, Gesture gesture, Spot pointer) {
        switch (gesture) {
            case Gesture.Wiring wiring -> wiring(g, scenery, wiring, pointer);
            case Gesture.Framing framing -> framing(g, scenery, framing.corner(), pointer);
            case Gesture.None _, Gesture.Panning _, Gesture.Moving _ -> {}
        }
    }

    private void wiring(GraphicsContext g, Scenery scenery, Gesture.Wiring wiring, Spot pointer) {
        var node = scenery.graph().node(wiring.from());
        if (node.isEmpty()) {
            return;
        }
        int index = node.get().outputs().indexOf(wiring.port());
        Spot end = pointer;
        if (scenery.hover() instanceof Hit.OnInput(String key, String input)) {
            end =
                    scenery.graph()
                            .node(key)
                            .map(to -> CardShape.input(to, to.inputs().indexOf(input)))
                            .orElse(pointer);
        }
        var view = scenery.view();
        g.setTransform(view.zoom(), 0, 0, view.zoom(), view.left(), view.top());
        g.setStroke(scenery.look().accent());
        g.setLineWidth(2.5);
        g.setLineDashes(7, 5);
        Painter.stroke(g, Curve.between(CardShape.output(node.get(), index), end));
        g.setLineDashes();
        g.setFill(scenery.look().accent());
        g.fillOval(end.x() - 4, end.y() - 4, 8, 8);
    }

    private void framing(GraphicsContext g, Scenery scenery, Spot corner, Spot pointer) {
        var view = scenery.view();
        g.setTransform(1, 0, 0, 1, 0, 0);
        double x = view.toScreenX(Math.min(corner.x(), pointer.x()));
        double y = view.toScreenY(Math.min(corner.y(), pointer.y()));
        double width = Math.abs(corner.x() - pointer.x()) * view.zoom();
        double height = Math.abs(corner.y() - pointer.y()) * view.zoom();
        g.setFill(Look.faint(scenery.look().accent(), 0.1));
        g.fillRect(x, y, width, height);
        g.setStroke(scenery.look().accent());
        g.setLineWidth(1);
        g.strokeRect(x, y, width, height);
    }
}
