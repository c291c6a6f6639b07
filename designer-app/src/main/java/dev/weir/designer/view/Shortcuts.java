package dev.weir.designer.view;

import dev.weir.designer.canvas.FlowCanvas;
import dev.weir.designer.model.Selection;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/** The keyboard: commands anywhere, and the canvas's own keys while it has the focus. */
final class Shortcuts {

    Shortcuts(
            Scene scene,
            FlowCanvas canvas,
            Overlay overlay,
            CanvasActions actions,
            Consumer<Command> onCommand) {
        for (Command command : Command.values()) {
            scene.getAccelerators()
                    .put(
                            KeyCombination.keyCombination(command.keys()),
                            () -> onCommand.accept(command));
        }
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> undoes(event, scene, onCommand));
        canvas.addEventHandler(
                KeyEvent.KEY_PRESSED, event -> pressed(event, canvas, overlay, actions));
        scene.addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    boolean outside =
                            overlay.floating()
                                    .filter(card ->
                                            card.localToScreen(card.getBoundsInLocal())
                                                    .contains(
                                                            event.getScreenX(), event.getScreenY()))
                                    .isEmpty();
                    if (outside) {
                        overlay.hideFloating();
                    }
                });
    }

    /** Fields of the form are part of the document: taking back there takes back here. */
    private static void undoes(KeyEvent event, Scene scene, Consumer<Command> onCommand) {
        Node focused = scene.getFocusOwner();
        boolean inForm = focused instanceof TextInputControl && Inspector.holds(focused);
        if (!inForm) {
            return;
        }
        for (Command command : new Command[] {Command.UNDO, Command.REDO, Command.REDO_AGAIN}) {
            if (KeyCombination.keyCombination(command.keys()).match(event)) {
                onCommand.accept(command);
                event.consume();
                return;
            }
        }
    }

    private static void pressed(
            KeyEvent event, FlowCanvas canvas, Overlay overlay, CanvasActions actions) {
        switch (event.getCode()) {
            case DELETE, BACK_SPACE -> actions.delete();
            case ESCAPE -> {
                overlay.hideFloating();
                actions.select(Selection.NONE);
            }
            case A -> {
                if (!event.isShortcutDown()) {
                    return;
                }
                actions.selectAll();
            }
            case INSERT -> actions.addInTheMiddle();
            case PLUS, ADD, EQUALS -> canvas.zoom(canvas.zoom() * 1.25);
            case MINUS, SUBTRACT -> canvas.zoom(canvas.zoom() / 1.25);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
