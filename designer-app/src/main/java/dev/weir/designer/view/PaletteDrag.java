package dev.weir.designer.view;

import dev.weir.core.spec.ProcessorSpec;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;

/**
 * One drag of a processor from the palette. Follows the mouse through the whole window: not every
 * platform keeps sending a drag to the node that it began on.
 */
final class PaletteDrag {

    private static final double DRAG = 5;

    private final ProcessorSpec spec;
    private final PalettePane.Listener listener;
    private final Point2D pressed;
    private final EventHandler<MouseEvent> onDragged = this::dragged;
    private final EventHandler<MouseEvent> onReleased = this::released;
    private boolean dragging;

    PaletteDrag(ProcessorSpec spec, MouseEvent press, PalettePane.Listener listener) {
        this.spec = spec;
        this.listener = listener;
        this.pressed = screen(press);
    }

    void begin(Node item) {
        Scene scene = item.getScene();
        scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, onDragged);
        scene.addEventFilter(MouseEvent.MOUSE_RELEASED, onReleased);
    }

    private static Point2D screen(MouseEvent event) {
        return new Point2D(event.getScreenX(), event.getScreenY());
    }

    private void dragged(MouseEvent event) {
        Point2D now = screen(event);
        if (dragging || now.distance(pressed) > DRAG) {
            dragging = true;
            listener.dragged(spec, now);
            event.consume();
        }
    }

    private void released(MouseEvent event) {
        if (event.getSource() instanceof Scene scene) {
            scene.removeEventFilter(MouseEvent.MOUSE_DRAGGED, onDragged);
            scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, onReleased);
        }
        if (dragging) {
            listener.dropped(spec, screen(event));
            event.consume();
        }
    }
}
