package dev.weir.designer.view;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands where there is nothing yet: why, and what to do. */
final class EmptyState {

    private EmptyState() {}

    /** For a pane. */
    static Node small(Ikon icon, String text) {
        var sign = new FontIcon(icon);
        sign.getStyleClass().add("empty-icon");
        var label = new Label(text);
        label.getStyleClass().add("empty-text");
        label.setWrapText(true);
        label.setMaxWidth(360);
        label.setTextAlignment(TextAlignment.CENTER);
        label.setAlignment(Pos.CENTER);
        var box = new VBox(8, sign, label);
        box.setAlignment(Pos.CENTER);
        box.setMouseTransparent(true);
        return box;
    }

    /** For the upper part of a side. */
    static Node padded(Ikon icon, String text) {
        var box = new VBox(small(icon, text));
        box.setPadding(new Insets(56, 24, 24, 24));
        return box;
    }
}
