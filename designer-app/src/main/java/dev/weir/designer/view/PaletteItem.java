package dev.weir.designer.view;

import dev.weir.core.spec.ProcessorSpec;
import dev.weir.designer.model.Palette;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A processor in the palette: sign, name, and what it does in a line. */
final class PaletteItem extends HBox {

    private final ProcessorSpec spec;

    PaletteItem(ProcessorSpec spec) {
        this.spec = spec;
        getStyleClass().add("palette-item");
        setAccessibleText(spec.name() + ". " + Palette.summary(spec));
        var name = new Label(spec.name());
        name.getStyleClass().add("name");
        var summary = new Label(Palette.summary(spec));
        summary.getStyleClass().add("summary");
        var text = new VBox(1, name, summary);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(new IconTile(spec), text);
    }

    ProcessorSpec spec() {
        return spec;
    }
}
