package dev.weir.designer.form;

import atlantafx.base.theme.Styles;
import dev.weir.core.file.ListNode;
import dev.weir.core.file.YamlNode;
import dev.weir.core.spec.Kind;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Edits a list: one place for each item. */
final class ListEditor {

    private ListEditor() {}

    static Node of(Slot slot, Kind item) {
        var box = new VBox(6);
        List<YamlNode> items = slot.items();
        boolean list = slot.value().filter(ListNode.class::isInstance).isPresent();
        for (int i = 0; i < items.size(); i++) {
            var place = list ? slot.item(i, item, items.get(i)) : slot.only(item, items.get(i));
            box.getChildren().add(row(Editors.of(place), remove(place)));
        }
        if (items.isEmpty() && !slot.prompt().isBlank()) {
            var hint = new Label(slot.prompt());
            hint.getStyleClass().add("form-prompt");
            box.getChildren().add(hint);
        }
        box.getChildren().add(add(slot, item));
        return box;
    }

    /** A place with what removes it. */
    static Node row(Node editor, Button remove) {
        HBox.setHgrow(editor, Priority.ALWAYS);
        var row = new HBox(4, editor, remove);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    static Button remove(Slot place) {
        var remove = new Button(null, new FontIcon(MaterialDesignC.CLOSE));
        remove.setId("remove-" + place.path());
        remove.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "quiet");
        remove.setTooltip(new Tooltip("Remove"));
        remove.setOnAction(_ -> place.target().reshapeWithout(place.path()));
        return remove;
    }

    private static Button add(Slot slot, Kind item) {
        var add = new Button("Add", new FontIcon(MaterialDesignP.PLUS));
        add.setId("add-" + slot.path());
        add.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "add");
        String initial = Editors.initial(item, slot.target());
        add.setOnAction(_ -> slot.target().append(slot.path(), initial));
        return add;
    }
}
