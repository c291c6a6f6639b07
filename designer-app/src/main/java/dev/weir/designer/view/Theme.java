package dev.weir.designer.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.weir.designer.canvas.Look;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** Light or dark. */
public enum Theme {
    LIGHT,
    DARK;

    /** Colours of the drawing. */
    Look look() {
        return this == LIGHT ? Look.LIGHT : Look.DARK;
    }

    Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    void apply(Scene scene) {
        var theme = this == LIGHT ? new PrimerLight() : new PrimerDark();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        String own =
                Objects.requireNonNull(Theme.class.getResource("/dev/weir/designer/designer.css"))
                        .toExternalForm();
        scene.getStylesheets().setAll(own);
        scene.getRoot().getStyleClass().remove("dark");
        if (this == DARK) {
            scene.getRoot().getStyleClass().add("dark");
        }
    }
}
