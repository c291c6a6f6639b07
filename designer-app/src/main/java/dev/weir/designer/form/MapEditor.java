package dev.weir.designer.form;

import atlantafx.base.theme.Styles;
import dev.weir.core.file.FlowText;
import dev.weir.core.file.MapNode;
import dev.weir.core.spec.Kind;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Edits a map whose keys the author chooses: a key and a value in each row. */
final class MapEditor {

    private static final double KEY_WIDTH = 104;

    private MapEditor() {}

    static Node of(Slot slot, Kind value) {
        if (slot.value().isPresent() && !(slot.value().get() instanceof MapNode)) {
            return ListEditor.of(slot, value); // names alone stand for a map to themselves
        }
        var box = new VBox(6);
        for (MapNode.Entry entry : slot.entries()) {
            box.getChildren().add(entry(slot, value, entry));
        }
        box.getChildren().add(add(slot, value));
        return box;
    }

    private static Node entry(Slot slot, Kind value, MapNode.Entry entry) {
        var place = slot.entry(entry.name(), value, entry.value(), "");
        var key = new TextField(entry.name());
        key.setId("key-" + place.path());
        key.setTooltip(new Tooltip(entry.name()));
        key.focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused) {
                        rename(slot, entry.name(), key.getText());
                    }
                });
        key.setOnAction(_ -> rename(slot, entry.name(), key.getText()));
        Node editor = Editors.of(place);
        if (isLong(value)) {
            HBox.setHgrow(key, Priority.ALWAYS);
            var head = new HBox(4, key, ListEditor.remove(place));
            return new VBox(4, head, editor);
        }
        key.setMinWidth(KEY_WIDTH);
        key.setPrefWidth(KEY_WIDTH);
        key.setMaxWidth(KEY_WIDTH);
        HBox.setHgrow(editor, Priority.ALWAYS);
        var row = new HBox(4, key, editor, ListEditor.remove(place));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static boolean isLong(Kind value) {
        return switch (value) {
            case Kind.ExpressionText _,
                    Kind.QueryText _,
                    Kind.Many _,
                    Kind.Keyed _,
                    Kind.Group _,
                    Kind.OneOf _ ->
                    true;
            case Kind.Text _,
                    Kind.Hidden _,
                    Kind.Flag _,
                    Kind.Whole _,
                    Kind.Real _,
                    Kind.Time _,
                    Kind.Bytes _,
                    Kind.SharePercent _,
                    Kind.Choice _,
                    Kind.ColumnName _,
                    Kind.ColumnTypeName _,
                    Kind.Path _,
                    Kind.ConnectionRef _ ->
                    false;
        };
    }

    private static void rename(Slot slot, String key, String wanted) {
        String newKey = wanted.strip();
        if (!newKey.isEmpty() && !newKey.equals(key)) {
            slot.target().rename(slot.path().key(key), newKey);
        }
    }

    private static Node add(Slot slot, Kind value) {
        var key = new TextField();
        key.setId("new-" + slot.path());
        key.setPromptText("new name");
        var add = new Button("Add", new FontIcon(MaterialDesignP.PLUS));
        add.setId("add-" + slot.path());
        add.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "add");
        add.disableProperty().bind(key.textProperty().isEmpty());
        Runnable create =
                () -> {
                    String name = key.getText().strip();
                    boolean there =
                            slot.entries().stream().anyMatch(one -> one.name().equals(name));
                    if (!name.isEmpty() && !there) {
                        boolean column =
                                value instanceof Kind.ColumnName
                                        && slot.target().columns().stream()
                                                .anyMatch(one -> one.name().equals(name));
                        String initial =
                                column
                                        ? FlowText.scalar(name)
                                        : Editors.initial(value, slot.target());
                        slot.target().reshape(slot.path().key(name), initial);
                    }
                };
        add.setOnAction(_ -> create.run());
        key.setOnAction(_ -> create.run());
        HBox.setHgrow(key, Priority.ALWAYS);
        var row = new HBox(4, key, add);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
