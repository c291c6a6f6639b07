package dev.weir.designer.canvas;

import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import dev.weir.designer.model.Selection;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Point2D;

/** What the user does on the canvas. Points are on the screen, spots in the drawing. */
public interface CanvasListener {

    void selected(Selection selection);

    /** Cards were dragged to new places. */
    void moved(Map<String, Spot> spots);

    void connected(Wire wire);

    /** A wire was dropped where nothing is: the user wants a new processor there. */
    void wireDropped(String from, String port, Spot spot, Point2D screen);

    /** The end of a wire was pulled off its input and dropped elsewhere, or on nothing. */
    void rewired(Wire before, Optional<Wire> after);

    /** The user wants a new processor. */
    void addWanted(Spot spot, Point2D screen);

    /** A port was clicked. */
    void portOpened(String processor, String port);

    /** A card was clicked twice. */
    void cardOpened(String processor);

    void hovered(Hit hit, Point2D screen);

    void menuWanted(Hit hit, Spot spot, Point2D screen);
}
