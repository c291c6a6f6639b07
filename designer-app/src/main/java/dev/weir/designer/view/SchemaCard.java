package dev.weir.designer.view;

import dev.weir.designer.engine.RowTable.Column;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** Columns and their types, in a small card. */
final class SchemaCard extends VBox {

    private static final int LIMIT = 14;

    SchemaCard(String title, List<Column> columns) {
        setId("schema-card");
        getStyleClass().add("schema-card");
        setMouseTransparent(true);
        setPrefWidth(250);
        var heading = new Label(title);
        heading.getStyleClass().add("title");
        getChildren().add(heading);
        columns.stream().limit(LIMIT).forEach(column -> getChildren().add(row(column)));
        if (columns.size() > LIMIT) {
            var more = new Label("and %d more".formatted(columns.size() - LIMIT));
            more.getStyleClass().add("more");
            getChildren().add(more);
        }
    }

    /** A column and its type at opposite ends of a line. */
    static HBox row(Column column) {
        var name = new Label(column.name());
        name.getStyleClass().add("column");
        if (column.sensitive()) {
            name.setGraphic(new FontIcon(MaterialDesignE.EYE_OFF_OUTLINE));
        }
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var type = new Label(column.type());
        type.getStyleClass().add("type");
        type.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(name, gap, type);
        row.getStyleClass().add("column-row");
        return row;
    }
}
