package dev.weir.designer.canvas;

import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.List;

/** What is under a point of the drawing. */
public sealed interface Hit {

    /** A card. */
    record OnCard(String key) implements Hit {}

    /** An output's dot. */
    record OnOutput(String key, String port) implements Hit {}

    /** An input's dot. */
    record OnInput(String key, String input) implements Hit {}

    /** A wire. */
    record OnWire(Wire wire) implements Hit {}

    /** Nothing but the canvas. */
    record OnNothing() implements Hit {}

    Hit NOTHING = new OnNothing();

    /**
     * Finds what is drawn topmost at a point.
     *
     * @param reach how far beside a dot or a wire still counts, in units of the drawing
     */
    static Hit find(Graph graph, double x, double y, double reach) {
        List<Node> nodes = graph.nodes();
        Hit port = nearestPort(nodes, x, y, reach);
        if (!(port instanceof OnNothing)) {
            return port;
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (CardShape.contains(nodes.get(i), x, y)) {
                return new OnCard(nodes.get(i).key());
            }
        }
        for (Wire wire : graph.wires()) {
            if (curve(graph, wire).distance(x, y) <= reach) {
                return new OnWire(wire);
            }
        }
        return NOTHING;
    }

    /** Zoomed out, several dots are within reach. */
    private static Hit nearestPort(List<Node> nodes, double x, double y, double reach) {
        Hit nearest = NOTHING;
        double least = reach;
        for (Node node : nodes) {
            for (int i = 0; i < node.outputs().size(); i++) {
                double distance = distance(CardShape.output(node, i), x, y);
                if (distance <= least) {
                    least = distance;
                    nearest = new OnOutput(node.key(), node.outputs().get(i));
                }
            }
            for (int i = 0; i < node.inputs().size(); i++) {
                double distance = distance(CardShape.input(node, i), x, y);
                if (distance <= least) {
                    least = distance;
                    nearest = new OnInput(node.key(), node.inputs().get(i));
                }
            }
        }
        return nearest;
    }

    private static double distance(Spot spot, double x, double y) {
        return Math.hypot(spot.x() - x, spot.y() - y);
    }

    /** The curve of a wire; one whose end is missing is a point far away. */
    static Curve curve(Graph graph, Wire wire) {
        var from = graph.node(wire.from());
        var to = graph.node(wire.to());
        if (from.isEmpty() || to.isEmpty()) {
            return new Curve(-1e7, -1e7, -1e7, -1e7, 0);
        }
        int output = Math.max(0, from.get().outputs().indexOf(wire.port()));
        int input = Math.max(0, to.get().inputs().indexOf(wire.input()));
        return Curve.between(
                CardShape.output(from.get(), output), CardShape.input(to.get(), input));
    }
}
