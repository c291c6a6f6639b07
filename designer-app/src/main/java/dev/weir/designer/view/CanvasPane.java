package dev.weir.designer.view;

import atlantafx.base.theme.Styles;
import dev.weir.designer.canvas.FlowCanvas;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** The canvas with its tools, and what it says while it is empty. */
final class CanvasPane extends StackPane {

    private final Node empty;
    private final Button zoom = new Button();

    CanvasPane(FlowCanvas canvas, Consumer<Command> onCommand) {
        setMinSize(160, 120);
        empty = empty(onCommand);
        var tools = tools(canvas, onCommand);
        StackPane.setAlignment(tools, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(tools, new Insets(0, 14, 14, 0));
        getChildren().addAll(canvas, empty, tools);
        canvas.onView(() -> showZoom(canvas));
        showZoom(canvas);
    }

    private void showZoom(FlowCanvas canvas) {
        zoom.setText(Math.round(canvas.zoom() * 100) + " %");
    }

    void showEmpty(boolean isEmpty) {
        empty.setVisible(isEmpty);
    }

    private HBox tools(FlowCanvas canvas, Consumer<Command> onCommand) {
        zoom.setId("zoom");
        zoom.getStyleClass().addAll(Styles.FLAT, "zoom");
        zoom.setTooltip(Buttons.tip("Natural size"));
        zoom.setFocusTraversable(false);
        zoom.setOnAction(_ -> canvas.zoom(1));
        var tools =
                new HBox(
                        Buttons.icon(
                                "zoom-out",
                                MaterialDesignM.MINUS,
                                "Zoom out (mouse wheel)",
                                () -> canvas.zoom(canvas.zoom() / 1.25)),
                        zoom,
                        Buttons.icon(
                                "zoom-in",
                                MaterialDesignP.PLUS,
                                "Zoom in (mouse wheel)",
                                () -> canvas.zoom(canvas.zoom() * 1.25)),
                        Buttons.icon(
                                "fit",
                                Command.FIT.icon(),
                                Command.FIT.tip(),
                                () -> onCommand.accept(Command.FIT)),
                        Buttons.icon(
                                "arrange",
                                Command.ARRANGE.icon(),
                                Command.ARRANGE.tip(),
                                () -> onCommand.accept(Command.ARRANGE)));
        tools.getStyleClass().add("canvas-tools");
        tools.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return tools;
    }

    private static Node empty(Consumer<Command> onCommand) {
        var sign = new FontIcon(MaterialDesignW.WAVES);
        sign.getStyleClass().addAll("empty-icon", "large");
        var title = new Label("Build a flow");
        title.getStyleClass().add("empty-title");
        var text =
                new Label(
                        "Drag a source from the left, then draw wires from port to port.\n"
                                + "Every wire shows its columns before anything runs.");
        text.getStyleClass().add("empty-text");
        text.setTextAlignment(TextAlignment.CENTER);
        var open =
                Buttons.labelled(
                        "empty-open",
                        "Open a flow",
                        Command.OPEN.icon(),
                        Command.OPEN.tip(),
                        () -> onCommand.accept(Command.OPEN));
        var keys =
                new HBox(
                        6,
                        cap("double click"),
                        words("adds a processor"),
                        cap("Ctrl+K"),
                        words("searches"),
                        cap("F5"),
                        words("runs"));
        keys.setAlignment(Pos.CENTER);
        var box = new VBox(14, sign, title, text, open, keys);
        box.setAlignment(Pos.CENTER);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        box.setPickOnBounds(false);
        return box;
    }

    private static Label cap(String key) {
        var cap = new Label(key);
        cap.getStyleClass().add("key-cap");
        cap.setMouseTransparent(true);
        return cap;
    }

    private static Label words(String text) {
        var label = new Label(text + "  ");
        label.getStyleClass().add("empty-text");
        label.setMouseTransparent(true);
        return label;
    }
}
