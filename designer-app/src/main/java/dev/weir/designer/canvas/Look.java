package dev.weir.designer.canvas;

import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.Live;
import javafx.scene.paint.Color;

/** Colours of the drawing, those of the Primer themes. */
public record Look(
        Color ground,
        Color dots,
        Color card,
        Color border,
        Color text,
        Color muted,
        Color wire,
        Color accent,
        Color success,
        Color warning,
        Color danger,
        Color source,
        Color transform,
        Color quality,
        Color sink,
        double shadow) {

    public static final Look LIGHT =
            new Look(
                    Color.web("#f6f8fa"),
                    Color.web("#d8dee4"),
                    Color.web("#ffffff"),
                    Color.web("#d0d7de"),
                    Color.web("#24292f"),
                    Color.web("#57606a"),
                    Color.web("#8c959f"),
                    Color.web("#0969da"),
                    Color.web("#1a7f37"),
                    Color.web("#bf8700"),
                    Color.web("#cf222e"),
                    Color.web("#0969da"),
                    Color.web("#8250df"),
                    Color.web("#bc4c00"),
                    Color.web("#1a7f37"),
                    0.05);

    public static final Look DARK =
            new Look(
                    Color.web("#090c11"),
                    Color.web("#232a33"),
                    Color.web("#161b22"),
                    Color.web("#30363d"),
                    Color.web("#e6edf3"),
                    Color.web("#8b949e"),
                    Color.web("#6e7681"),
                    Color.web("#58a6ff"),
                    Color.web("#3fb950"),
                    Color.web("#d29922"),
                    Color.web("#f85149"),
                    Color.web("#58a6ff"),
                    Color.web("#bc8cff"),
                    Color.web("#f0883e"),
                    Color.web("#3fb950"),
                    0.35);

    public Color of(Family family) {
        return switch (family) {
            case SOURCE -> source;
            case TRANSFORM -> transform;
            case QUALITY -> quality;
            case SINK -> sink;
            case UNKNOWN -> muted;
        };
    }

    /** Colour of a wire at work: calm, or holding its writer back. */
    Color heat(Live.Load load) {
        return load.full() ? warning : accent;
    }

    static Color faint(Color color, double opacity) {
        return color.deriveColor(0, 1, 1, opacity);
    }
}
