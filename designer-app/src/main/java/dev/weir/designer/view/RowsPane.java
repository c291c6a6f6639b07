package dev.weir.designer.view;

import dev.weir.designer.engine.RowTable;
import dev.weir.designer.engine.RowTable.Column;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The first rows of a port, as a typed table. */
final class RowsPane extends BorderPane {

    private final Label title = new Label();
    private final Label note = new Label();
    private final HBox bar = new HBox();
    private final StackPane body = new StackPane();

    RowsPane(Runnable onRefresh) {
        title.getStyleClass().add("document-name");
        note.getStyleClass().add("muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        bar.getStyleClass().add("pane-bar");
        bar.getChildren()
                .addAll(
                        title,
                        note,
                        gap,
                        Buttons.icon(
                                "rows-refresh", MaterialDesignR.REFRESH, "Look again", onRefresh));
        setCenter(body);
        showNothing();
    }

    void showNothing() {
        setTop(null);
        body.getChildren()
                .setAll(
                        EmptyState.small(
                                MaterialDesignT.TABLE_SEARCH,
                                "Click a port or a wire to look at its rows. Nothing is written"
                                        + " anywhere."));
    }

    void showLoading(String port) {
        setTop(bar);
        title.setText(port);
        note.setText("reading…");
        var progress = new ProgressIndicator();
        progress.setMaxSize(36, 36);
        body.getChildren().setAll(progress);
    }

    void showTrouble(String port, String message) {
        setTop(bar);
        title.setText(port);
        note.setText("");
        body.getChildren().setAll(EmptyState.small(MaterialDesignA.ALERT_CIRCLE_OUTLINE, message));
    }

    void show(String port, RowTable rows) {
        setTop(bar);
        title.setText(port);
        String shown = Words.count(rows.rows().size(), "row");
        note.setText(
                (rows.complete() ? shown : "the first " + shown)
                        + " · "
                        + Words.count(rows.columns().size(), "column"));
        if (rows.rows().isEmpty()) {
            body.getChildren()
                    .setAll(
                            EmptyState.small(
                                    MaterialDesignT.TABLE_SEARCH,
                                    "No row comes out of this port."));
        } else {
            body.getChildren().setAll(table(rows));
        }
    }

    private static TableView<List<Optional<String>>> table(RowTable rows) {
        var table = new TableView<List<Optional<String>>>();
        table.setId("rows-table");
        table.getStyleClass().addAll("flat", "rows-table");
        table.setFixedCellSize(27);
        for (int i = 0; i < rows.columns().size(); i++) {
            table.getColumns().add(column(rows, i));
        }
        table.getItems().setAll(rows.rows());
        return table;
    }

    private static TableColumn<List<Optional<String>>, Optional<String>> column(
            RowTable rows, int index) {
        Column column = rows.columns().get(index);
        var shown = new TableColumn<List<Optional<String>>, Optional<String>>();
        shown.setGraphic(heading(column));
        shown.setSortable(false);
        if (column.isNumber()) {
            shown.getStyleClass().add("number");
        }
        shown.setPrefWidth(width(rows, index));
        shown.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().get(index)));
        shown.setCellFactory(_ -> new Cell(column));
        return shown;
    }

    private static VBox heading(Column column) {
        var name = new Label(column.name());
        name.getStyleClass().add("header-name");
        if (column.sensitive()) {
            name.setGraphic(new FontIcon(MaterialDesignE.EYE_OFF_OUTLINE));
            name.setTooltip(Buttons.tip("Values of this column are sensitive and not shown."));
        }
        var type = new Label(column.type());
        type.getStyleClass().add("header-type");
        var heading = new VBox(name, type);
        heading.setAlignment(column.isNumber() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        return heading;
    }

    /** Enough for most of the first values. */
    private static double width(RowTable rows, int index) {
        Column column = rows.columns().get(index);
        int longest = Math.max(column.name().length() + 1, column.type().length() + 1);
        for (var row : rows.rows().subList(0, Math.min(50, rows.rows().size()))) {
            longest = Math.max(longest, row.get(index).map(String::length).orElse(4));
        }
        return Math.clamp(longest * 7.2 + 34, 76, 320);
    }

    private static final class Cell extends TableCell<List<Optional<String>>, Optional<String>> {

        private final Column column;

        Cell(Column column) {
            this.column = column;
            if (column.isNumber()) {
                getStyleClass().add("number");
            }
        }

        @Override
        protected void updateItem(Optional<String> value, boolean empty) {
            super.updateItem(value, empty);
            getStyleClass().removeAll("absent", "masked");
            if (empty || value == null) {
                setText(null);
                return;
            }
            setText(value.map(text -> text.replace('\n', '⏎')).orElse("null"));
            if (value.isEmpty()) {
                getStyleClass().add("absent");
            } else if (column.sensitive()) {
                getStyleClass().add("masked");
            }
        }
    }
}
