package dev.weir.designer.view;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Buttons in the designer's style. */
final class Buttons {

    private Buttons() {}

    /** A flat button that is only a sign; the tip says what it does and with which keys. */
    static Button icon(String id, Ikon icon, String tip, Runnable action) {
        var button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        return finished(button, id, tip, action);
    }

    static Button labelled(String id, String text, Ikon icon, String tip, Runnable action) {
        return finished(new Button(text, new FontIcon(icon)), id, tip, action);
    }

    private static Button finished(Button button, String id, String tip, Runnable action) {
        button.setId(id);
        button.setTooltip(tip(tip));
        button.setAccessibleText(tip);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    static Tooltip tip(String text) {
        var tip = new Tooltip(text);
        tip.setShowDelay(Duration.millis(350));
        tip.setWrapText(true);
        tip.setMaxWidth(380);
        return tip;
    }

    static Node separator() {
        var line = new Region();
        line.getStyleClass().add("bar-separator");
        return line;
    }
}
