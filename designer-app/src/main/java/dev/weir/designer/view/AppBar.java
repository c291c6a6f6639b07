package dev.weir.designer.view;

import atlantafx.base.theme.Styles;
import dev.weir.designer.engine.Progress.State;
import dev.weir.designer.model.FlowEditor;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** The bar on top: file, history, the flow's name, run and deploy. */
final class AppBar extends HBox {

    private final Map<Command, Button> buttons = new EnumMap<>(Command.class);
    private final Label name = new Label();
    private final Label place = new Label();
    private final Circle unsaved = new Circle(4);

    AppBar(Consumer<Command> onCommand) {
        getStyleClass().add("app-bar");
        var brand = new Label("Weir", new FontIcon(MaterialDesignW.WAVES));
        brand.getStyleClass().add("brand");
        brand.setMinWidth(Region.USE_PREF_SIZE);
        unsaved.getStyleClass().add("unsaved-dot");
        unsaved.managedProperty().bind(unsaved.visibleProperty());
        name.setId("flow-name");
        name.getStyleClass().add("document-name");
        name.setGraphic(unsaved);
        name.setContentDisplay(ContentDisplay.RIGHT);
        place.getStyleClass().add("document-place");
        place.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        var title = new VBox(0, name, place);
        title.setAlignment(Pos.CENTER);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        getChildren().addAll(brand, Buttons.separator());
        for (Command command : new Command[] {Command.NEW, Command.OPEN, Command.SAVE}) {
            getChildren().add(icon(command, onCommand));
        }
        getChildren().add(Buttons.separator());
        getChildren().addAll(icon(Command.UNDO, onCommand), icon(Command.REDO, onCommand));
        getChildren().add(title);
        var run = labelled(Command.RUN, "Run", onCommand);
        run.getStyleClass().add(Styles.ACCENT);
        getChildren().addAll(icon(Command.THEME, onCommand), Buttons.separator(), run);
        getChildren().addAll(icon(Command.STOP, onCommand), icon(Command.CANCEL, onCommand));
        getChildren().add(labelled(Command.DEPLOY, "Deploy", onCommand));
    }

    private Button icon(Command command, Consumer<Command> onCommand) {
        var button =
                Buttons.icon(
                        id(command),
                        command.icon(),
                        command.tip(),
                        () -> onCommand.accept(command));
        buttons.put(command, button);
        return button;
    }

    private Button labelled(Command command, String text, Consumer<Command> onCommand) {
        var button =
                Buttons.labelled(
                        id(command),
                        text,
                        command.icon(),
                        command.tip(),
                        () -> onCommand.accept(command));
        buttons.put(command, button);
        return button;
    }

    private static String id(Command command) {
        return "command-" + command.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Button button(Command command) {
        Button button = buttons.get(command);
        if (button == null) {
            throw new IllegalStateException("no button for " + command);
        }
        return button;
    }

    void show(FlowEditor editor, State state) {
        name.setText(editor.flow().map(flow -> flow.name()).orElse("untitled"));
        place.setText(editor.isNamed() ? editor.file().toString() : "not saved yet");
        unsaved.setVisible(!editor.isSaved());
        button(Command.SAVE).setDisable(editor.isSaved() && editor.isNamed());
        button(Command.UNDO).setDisable(editor.undoable().isEmpty());
        button(Command.UNDO)
                .getTooltip()
                .setText(Command.UNDO.tip() + editor.undoable().map(n -> ": " + n).orElse(""));
        button(Command.REDO).setDisable(editor.redoable().isEmpty());
        button(Command.REDO)
                .getTooltip()
                .setText(Command.REDO.tip() + editor.redoable().map(n -> ": " + n).orElse(""));
        boolean runnable = editor.isChecked() && editor.checked().plan().isPresent();
        button(Command.RUN).setDisable(state.isActive() || !runnable);
        button(Command.STOP).setDisable(!state.isActive());
        button(Command.CANCEL).setDisable(!state.isActive());
        button(Command.DEPLOY).setDisable(!runnable);
    }
}
