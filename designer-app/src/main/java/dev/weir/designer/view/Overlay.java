package dev.weir.designer.view;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** The layer above the window: dialogs, floating cards, short messages, and what is dragged. */
@SuppressWarnings("ReferenceEquality") // this very node is meant
public final class Overlay extends Pane {

    private static final double MARGIN = 12;
    private static final Duration TOAST = Duration.seconds(7);

    /** What a message is like. */
    enum Mood {
        GOOD,
        PLAIN,
        BAD
    }

    private final StackPane scrim = new StackPane();
    private final PauseTransition toastEnd = new PauseTransition(TOAST);
    private @Nullable Region dialog;
    private @Nullable Region floating;
    private @Nullable Region toast;
    private @Nullable Region ghost;
    private @Nullable Node focusedBefore;
    private Runnable onFloatingGone = () -> {};

    Overlay() {
        setPickOnBounds(false);
        scrim.getStyleClass().add("scrim");
        scrim.setVisible(false);
        scrim.setManaged(false);
        getChildren().add(scrim);
        toastEnd.setOnFinished(_ -> hideToast());
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && isBusy()) {
                        hideDialog();
                        hideFloating();
                        event.consume();
                    }
                });
    }

    private boolean isBusy() {
        return dialog != null || floating != null;
    }

    @Override
    protected void layoutChildren() {
        scrim.resizeRelocate(0, 0, getWidth(), getHeight());
        for (Node child : getChildren()) {
            if (child instanceof Region region && region != scrim && region.isManaged()) {
                region.autosize();
            }
        }
        if (dialog != null) {
            dialog.relocate(
                    Math.rint((getWidth() - dialog.getWidth()) / 2),
                    Math.rint(Math.max(MARGIN, (getHeight() - dialog.getHeight()) * 0.4)));
        }
        if (toast != null) {
            toast.relocate(
                    Math.rint((getWidth() - toast.getWidth()) / 2),
                    Math.rint(getHeight() - toast.getHeight() - 52));
        }
    }

    /** Shows a dialog until it is hidden; Escape hides it. */
    void showDialog(Region card) {
        hideDialog();
        hideFloating();
        hideToast();
        focusedBefore = getScene().getFocusOwner();
        card.getStyleClass().addAll("floating", "dialog-card");
        dialog = card;
        scrim.setVisible(true);
        getChildren().add(card);
        card.requestFocus();
    }

    void hideDialog() {
        if (dialog != null) {
            getChildren().remove(dialog);
            dialog = null;
            scrim.setVisible(false);
            giveBackFocus();
        }
    }

    /** Keys go on working where they did before a dialog or a message took the focus. */
    private void giveBackFocus() {
        if (focusedBefore != null && focusedBefore.getScene() == getScene()) {
            focusedBefore.requestFocus();
        }
        focusedBefore = null;
    }

    boolean hasDialog() {
        return dialog != null;
    }

    /** Shows a card near a point of the screen, wholly inside the window; replaces the last one. */
    void showFloating(Region card, Point2D screen, Runnable onGone) {
        hideFloating();
        card.getStyleClass().add("floating");
        floating = card;
        onFloatingGone = onGone;
        getChildren().add(card);
        card.applyCss();
        card.autosize();
        Point2D at = screenToLocal(screen);
        card.relocate(
                Math.clamp(
                        at.getX(), MARGIN, Math.max(MARGIN, getWidth() - card.getWidth() - MARGIN)),
                Math.clamp(
                        at.getY(),
                        MARGIN,
                        Math.max(MARGIN, getHeight() - card.getHeight() - MARGIN)));
    }

    void hideFloating() {
        if (floating != null) {
            getChildren().remove(floating);
            floating = null;
            onFloatingGone.run();
            onFloatingGone = () -> {};
        }
    }

    Optional<Region> floating() {
        return Optional.ofNullable(floating);
    }

    void toast(Mood mood, String text) {
        toast(mood, text, Optional.empty());
    }

    /** Says something for a few seconds, with something to do about it. */
    void toast(Mood mood, String text, Optional<Button> action) {
        hideToast();
        var label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(520);
        label.setMinHeight(Region.USE_PREF_SIZE);
        var icon =
                new FontIcon(
                        switch (mood) {
                            case GOOD -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
                            case PLAIN -> MaterialDesignI.INFORMATION_OUTLINE;
                            case BAD -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
                        });
        icon.setIconSize(20);
        var card = new HBox(icon, label);
        action.ifPresent(card.getChildren()::add);
        card.getChildren()
                .add(Buttons.icon("toast-close", MaterialDesignC.CLOSE, "Close", this::hideToast));
        card.setId("toast");
        card.getStyleClass().addAll("floating", "toast");
        switch (mood) {
            case GOOD -> card.getStyleClass().add("good");
            case PLAIN -> {}
            case BAD -> card.getStyleClass().add("bad");
        }
        toast = card;
        if (dialog == null) {
            focusedBefore = getScene().getFocusOwner();
        }
        getChildren().add(card);
        toastEnd.playFromStart();
    }

    void hideToast() {
        if (toast != null) {
            boolean focused = holdsFocus(toast);
            getChildren().remove(toast);
            toast = null;
            if (focused) {
                giveBackFocus();
            }
        }
    }

    private static boolean holdsFocus(Region card) {
        Node at = card.getScene().getFocusOwner();
        while (at != null && at != card) {
            at = at.getParent();
        }
        return at != null;
    }

    /** Shows what is dragged, beside the mouse. */
    void dragGhost(Region card, Point2D screen) {
        if (ghost != card) {
            hideGhost();
            ghost = card;
            card.getStyleClass().add("drag-ghost");
            card.setMouseTransparent(true);
            getChildren().add(card);
        }
        Point2D at = screenToLocal(screen);
        card.relocate(at.getX() + 10, at.getY() + 8);
    }

    void hideGhost() {
        if (ghost != null) {
            getChildren().remove(ghost);
            ghost = null;
        }
    }
}
