package dev.weir.designer.canvas;

import dev.weir.designer.model.Graph.Spot;

/** The cubic curve of a wire, leaving to the right and arriving from the left. */
record Curve(double x1, double y1, double x2, double y2, double reach) {

    static Curve between(Spot from, Spot to) {
        double dx = to.x() - from.x();
        double dy = Math.abs(to.y() - from.y());
        double reach = dx > 0 ? Math.max(28, dx / 2) : Math.min(220, 60 - dx / 3 + dy / 6);
        return new Curve(from.x(), from.y(), to.x(), to.y(), reach);
    }

    double x(double t) {
        double u = 1 - t;
        return u * u * u * x1
                + 3 * u * u * t * (x1 + reach)
                + 3 * u * t * t * (x2 - reach)
                + t * t * t * x2;
    }

    double y(double t) {
        double u = 1 - t;
        return u * u * u * y1 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * y2;
    }

    boolean isOutside(double minX, double minY, double maxX, double maxY) {
        return Math.min(x1, x2) - reach > maxX
                || Math.max(x1, x2) + reach < minX
                || Math.min(y1, y2) > maxY
                || Math.max(y1, y2) < minY;
    }

    /** Distance of a point from the curve, sampled: exact to about a pixel. */
    double distance(double x, double y) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i <= 32; i++) {
            double t = i / 32.0;
            nearest = Math.min(nearest, Math.hypot(x(t) - x, y(t) - y));
        }
        return nearest;
    }
}
