package dev.weir.designer.form;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import dev.weir.api.ColumnType;
import dev.weir.core.file.FlowText;
import dev.weir.core.file.MapNode;
import dev.weir.core.spec.Kind;
import dev.weir.designer.engine.RowTable;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** One editor for each kind of value. */
final class Editors {

    private Editors() {}

    /** The editor of a place; the compiler checks that no kind is forgotten. */
    static Node of(Slot slot) {
        return switch (slot.kind()) {
            case Kind.Text _ -> field(slot);
            case Kind.Hidden _ -> secret(slot);
            case Kind.Flag _ -> flag(slot);
            case Kind.Whole _, Kind.Real _, Kind.Time _, Kind.Bytes _, Kind.SharePercent _ ->
                    field(slot);
            case Kind.Choice(List<String> names) -> choice(slot, names);
            case Kind.ColumnName _ ->
                    suggesting(
                            slot,
                            slot.target().columns().stream().map(RowTable.Column::name).toList());
            case Kind.ColumnTypeName _ -> suggesting(slot, ColumnType.NAMES);
            case Kind.ExpressionText _ -> area(slot, 2);
            case Kind.QueryText _ -> area(slot, 8);
            case Kind.Path _ -> path(slot);
            case Kind.ConnectionRef _ -> connection(slot);
            case Kind.Many(Kind of) -> ListEditor.of(slot, of);
            case Kind.Keyed(Kind of) -> MapEditor.of(slot, of);
            case Kind.Group group -> GroupEditor.of(slot, group.settings());
            case Kind.OneOf(List<Kind.Alternative> alternatives) ->
                    AlternativeEditor.of(slot, alternatives);
        };
    }

    /** A value with which a new place can begin. */
    static String initial(Kind kind, FormTarget target) {
        return switch (kind) {
            case Kind.Text _,
                    Kind.Hidden _,
                    Kind.ExpressionText _,
                    Kind.QueryText _,
                    Kind.Path _,
                    Kind.ConnectionRef _ ->
                    "''";
            case Kind.Flag _ -> "true";
            case Kind.Whole(long min, long _) -> String.valueOf(Math.max(0, min));
            case Kind.Real _ -> "0";
            case Kind.Time _ -> "1s";
            case Kind.Bytes _ -> "1MiB";
            case Kind.SharePercent _ -> "5%";
            case Kind.Choice(List<String> names) -> FlowText.scalar(names.getFirst());
            case Kind.ColumnName _ ->
                    target.columns().stream()
                            .findFirst()
                            .map(column -> FlowText.scalar(column.name()))
                            .orElse("''");
            case Kind.ColumnTypeName _ -> "utf8";
            case Kind.Many _ -> "[]";
            case Kind.Keyed _, Kind.Group _ -> "{}";
            case Kind.OneOf(List<Kind.Alternative> alternatives) ->
                    AlternativeEditor.initial(alternatives.getFirst(), target);
        };
    }

    private static TextField field(Slot slot) {
        var field = new TextField(slot.text());
        field.setPromptText(slot.prompt());
        bind(field, slot);
        return field;
    }

    private static Node secret(Slot slot) {
        TextField field = field(slot);
        if (slot.prompt().isBlank()) {
            field.setPromptText("${secret:name}");
        }
        field.setTooltip(
                new Tooltip("Secrets do not stand in flow files: name one, as in ${secret:name}."));
        return field;
    }

    private static TextArea area(Slot slot, int rows) {
        var area = new TextArea(slot.text());
        area.setPromptText(slot.prompt());
        area.setWrapText(true);
        int lines = Math.max(rows, Math.min(14, slot.text().length() / 34 + 1));
        area.setPrefRowCount(lines);
        area.getStyleClass().add("code");
        bind(area, slot);
        return area;
    }

    private static void bind(TextInputControl control, Slot slot) {
        control.setId("setting-" + slot.path());
        control.textProperty().addListener((_, _, text) -> write(slot, text));
    }

    private static void write(Slot slot, String text) {
        if (text.isEmpty() && slot.optional()) {
            slot.target().unset(slot.path());
        } else {
            slot.target().set(slot.path(), FlowText.scalar(text));
        }
    }

    private static Node flag(Slot slot) {
        var toggle = new ToggleSwitch();
        toggle.setId("setting-" + slot.path());
        boolean preset = slot.prompt().equals("true");
        toggle.setSelected(slot.value().isPresent() ? slot.text().equals("true") : preset);
        toggle.selectedProperty()
                .addListener((_, _, on) -> {
                    if (on == preset) {
                        slot.target().unset(slot.path());
                    } else {
                        slot.target().set(slot.path(), String.valueOf(on));
                    }
                });
        return toggle;
    }

    private static Node choice(Slot slot, List<String> names) {
        var box = new ComboBox<String>();
        box.setId("setting-" + slot.path());
        box.getItems().setAll(names);
        box.setPromptText(slot.prompt());
        box.setMaxWidth(Double.MAX_VALUE);
        if (slot.value().isPresent()) {
            box.setValue(slot.text());
        }
        box.valueProperty()
                .addListener((_, _, name) -> {
                    if (name == null || name.equals(slot.prompt())) {
                        slot.target().unset(slot.path());
                    } else {
                        slot.target().set(slot.path(), FlowText.scalar(name));
                    }
                });
        return box;
    }

    /** A field that offers words but takes any. */
    static ComboBox<String> suggesting(Slot slot, List<String> words) {
        var box = new ComboBox<String>();
        box.setEditable(true);
        box.getItems().setAll(words);
        box.setPromptText(slot.prompt());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setValue(slot.text());
        box.getEditor().setText(slot.text());
        bind(box.getEditor(), slot);
        return box;
    }

    private static Node path(Slot slot) {
        TextField field = field(slot);
        var choose = new Button(null, new FontIcon(MaterialDesignF.FOLDER_OPEN_OUTLINE));
        choose.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        choose.setTooltip(new Tooltip("Choose a file or folder"));
        choose.setOnAction(_ ->
                slot.target().choosePath(field.getScene().getWindow()).ifPresent(field::setText));
        HBox.setHgrow(field, Priority.ALWAYS);
        var row = new HBox(4, field, choose);
        row.getStyleClass().add("editor-row");
        return row;
    }

    private static Node connection(Slot slot) {
        if (slot.value().filter(MapNode.class::isInstance).isPresent()) {
            var inline = new TextArea(slot.text());
            inline.setEditable(false);
            inline.setPrefRowCount(3);
            inline.getStyleClass().add("code");
            inline.setTooltip(new Tooltip("This connection is written out in the flow file."));
            return inline;
        }
        return suggesting(slot, slot.target().connections());
    }
}
