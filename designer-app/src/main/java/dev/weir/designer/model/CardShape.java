package dev.weir.designer.model;

import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;

/** Measures of a card, the same for drawing, for hitting and for the automatic layout. */
public final class CardShape {

    public static final double WIDTH = 192;
    public static final double HEADER = 50;
    public static final double ROW = 22;
    public static final double FOOT = 8;

    private CardShape() {}

    public static double height(Node node) {
        int rows = Math.max(node.inputs().size(), node.outputs().size());
        return HEADER + (rows == 0 ? 0 : rows * ROW + FOOT);
    }

    /** Centre of an input's dot, on the left edge. */
    public static Spot input(Node node, int index) {
        return node.spot().plus(0, portY(index));
    }

    /** Centre of an output's dot, on the right edge. */
    public static Spot output(Node node, int index) {
        return node.spot().plus(WIDTH, portY(index));
    }

    /** Distance of a port's centre from the upper edge of its card. */
    public static double portY(int index) {
        return HEADER + ROW / 2 + Math.max(0, index) * ROW;
    }

    public static boolean contains(Node node, double x, double y) {
        return x >= node.spot().x()
                && y >= node.spot().y()
                && x <= node.spot().x() + WIDTH
                && y <= node.spot().y() + height(node);
    }
}
