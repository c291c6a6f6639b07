package dev.weir.designer.view;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Short questions, asked inside the window. */
final class Dialogs {

    private static final double WIDTH = 440;

    private final Overlay overlay;

    Dialogs(Overlay overlay) {
        this.overlay = overlay;
    }

    /** Asks what to do with unsaved changes. */
    void unsaved(String name, Runnable onSave, Runnable onDiscard) {
        var save = button("unsaved-save", "Save", () -> close(onSave));
        save.setDefaultButton(true);
        var discard = button("unsaved-discard", "Discard", () -> close(onDiscard));
        discard.getStyleClass().addAll(Styles.BUTTON_OUTLINED, Styles.DANGER);
        var cancel = button("unsaved-cancel", "Cancel", overlay::hideDialog);
        show(
                "Save the changes of " + name + "?",
                "They are lost otherwise.",
                List.of(),
                List.of(discard, cancel, save));
    }

    /** Asks which of two to keep: what stands here, or what others have made of the file. */
    void changedOutside(String file, Runnable onOverwrite, Runnable onReload) {
        var overwrite = button("changed-overwrite", "Overwrite", () -> close(onOverwrite));
        overwrite.getStyleClass().addAll(Styles.BUTTON_OUTLINED, Styles.DANGER);
        var reload = button("changed-reload", "Reload", () -> close(onReload));
        var cancel = button("changed-cancel", "Cancel", overlay::hideDialog);
        cancel.setDefaultButton(true);
        show(
                "Overwrite " + file + "?",
                "Another program has changed it. Overwrite that with what you have here, or reload"
                        + " it and let go of your changes; undo brings them back.",
                List.of(),
                List.of(overwrite, reload, cancel));
    }

    /**
     * Asks for a text.
     *
     * @param check says what is wrong with an answer
     */
    void ask(
            String title,
            String text,
            String preset,
            String verb,
            Function<String, Optional<String>> check,
            Consumer<String> onAnswer) {
        var field = new TextField(preset);
        field.setId("dialog-field");
        var trouble = new Label();
        trouble.getStyleClass().addAll("dialog-note", "bad");
        trouble.setWrapText(true);
        trouble.setMaxWidth(Double.MAX_VALUE);
        trouble.managedProperty().bind(trouble.visibleProperty());
        trouble.setVisible(false);
        Runnable answer =
                () -> {
                    String wanted = field.getText().strip();
                    var wrong = check.apply(wanted);
                    if (wrong.isPresent()) {
                        trouble.setText(wrong.get());
                        trouble.setVisible(true);
                    } else {
                        close(() -> onAnswer.accept(wanted));
                    }
                };
        field.setOnAction(_ -> answer.run());
        var done = button("dialog-ok", verb, answer);
        done.setDefaultButton(true);
        var cancel = button("dialog-cancel", "Cancel", overlay::hideDialog);
        show(title, text, List.of(field, trouble), List.of(cancel, done));
        field.requestFocus();
        field.selectAll();
    }

    private void close(Runnable then) {
        overlay.hideDialog();
        then.run();
    }

    private static Button button(String id, String text, Runnable action) {
        var button = new Button(text);
        button.setId(id);
        button.setMinWidth(84);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void show(String title, String text, List<Node> content, List<Button> buttons) {
        var card = card(title, text);
        card.getChildren().addAll(content);
        var row = new HBox(8);
        row.setAlignment(Pos.CENTER_RIGHT);
        row.getChildren().addAll(buttons);
        card.getChildren().add(row);
        overlay.showDialog(card);
    }

    /** The upper part that all dialogs share. */
    static VBox card(String title, String text) {
        var heading = new Label(title);
        heading.getStyleClass().add("dialog-title");
        heading.setWrapText(true);
        heading.setMinHeight(Region.USE_PREF_SIZE);
        var words = new Label(text);
        words.getStyleClass().add("dialog-text");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        var card = new VBox(heading, words);
        card.setPrefWidth(WIDTH);
        card.setMaxWidth(WIDTH);
        return card;
    }
}
