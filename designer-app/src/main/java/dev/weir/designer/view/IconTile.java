package dev.weir.designer.view;

import dev.weir.core.spec.ProcessorSpec;
import dev.weir.designer.canvas.ProcessorIcons;
import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.GraphReading;
import java.util.Locale;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** The sign of a processor on its colour, as the canvas draws it. */
final class IconTile extends StackPane {

    IconTile(ProcessorSpec spec) {
        this(spec.name(), GraphReading.family(spec));
    }

    IconTile(String type, Family family) {
        getStyleClass().addAll("icon-tile", family.name().toLowerCase(Locale.ROOT));
        getChildren().add(new FontIcon(ProcessorIcons.of(type, family)));
    }
}
