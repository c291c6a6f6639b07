package dev.weir.designer.canvas;

import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.Map;
import java.util.Optional;

/** What the pressed mouse is doing. */
sealed interface Gesture {

    /** Nothing. */
    record None() implements Gesture {}

    /** Moves what is seen. */
    record Panning(double x, double y, Viewport start) implements Gesture {}

    /** Moves cards. */
    record Moving(double x, double y, Map<String, Spot> start, boolean moved) implements Gesture {}

    /**
     * Draws a wire from an output.
     *
     * @param replaces the wire whose end was pulled off its input
     */
    record Wiring(String from, String port, Optional<Wire> replaces, Spot pressed)
            implements Gesture {}

    /** Draws a frame around what is to be selected. */
    record Framing(Spot corner) implements Gesture {}

    Gesture NONE = new None();
}
