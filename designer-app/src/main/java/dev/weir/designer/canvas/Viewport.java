package dev.weir.designer.canvas;

import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Spot;

/** Which part of the drawing is seen, and how large. Immutable. */
record Viewport(double zoom, double left, double top) {

    static final double MIN = 0.08;
    static final double MAX = 2.5;
    static final Viewport START = new Viewport(1, 0, 0);

    private static final double MARGIN = 32;

    double toWorldX(double x) {
        return (x - left) / zoom;
    }

    double toWorldY(double y) {
        return (y - top) / zoom;
    }

    double toScreenX(double x) {
        return x * zoom + left;
    }

    double toScreenY(double y) {
        return y * zoom + top;
    }

    Spot toWorld(double x, double y) {
        return new Spot(toWorldX(x), toWorldY(y));
    }

    Viewport panned(double dx, double dy) {
        return new Viewport(zoom, left + dx, top + dy);
    }

    /** Zoomed so that what is under a point of the screen stays there. */
    Viewport zoomedAt(double x, double y, double wanted) {
        double next = Math.clamp(wanted, MIN, MAX);
        double factor = next / zoom;
        return new Viewport(next, x - (x - left) * factor, y - (y - top) * factor);
    }

    /** Shows all of a graph, in its own size if there is room. */
    static Viewport fitting(Graph graph, double width, double height) {
        if (graph.nodes().isEmpty() || width <= 0 || height <= 0) {
            return START;
        }
        double minX = Double.MAX_VALUE;
        double minY = Double.MAX_VALUE;
        double maxX = -Double.MAX_VALUE;
        double maxY = -Double.MAX_VALUE;
        for (var node : graph.nodes()) {
            minX = Math.min(minX, node.spot().x());
            minY = Math.min(minY, node.spot().y());
            maxX = Math.max(maxX, node.spot().x() + CardShape.WIDTH);
            maxY = Math.max(maxY, node.spot().y() + CardShape.height(node));
        }
        double zoom =
                Math.clamp(
                        Math.min(
                                (width - 2 * MARGIN) / (maxX - minX),
                                (height - 2 * MARGIN) / (maxY - minY)),
                        MIN,
                        1);
        return new Viewport(
                zoom,
                Math.round((width - (maxX - minX) * zoom) / 2 - minX * zoom),
                Math.round((height - (maxY - minY) * zoom) / 2 - minY * zoom));
    }

    /** Moves as little as needed to show a card. */
    Viewport revealing(Graph.Node node, double width, double height) {
        double x = toScreenX(node.spot().x());
        double y = toScreenY(node.spot().y());
        double right = x + CardShape.WIDTH * zoom;
        double bottom = y + CardShape.height(node) * zoom;
        double dx = x < MARGIN ? MARGIN - x : Math.min(0, width - MARGIN - right);
        double dy = y < MARGIN ? MARGIN - y : Math.min(0, height - MARGIN - bottom);
        return panned(dx, dy);
    }
}
