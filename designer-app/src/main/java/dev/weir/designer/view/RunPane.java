package dev.weir.designer.view;

import dev.weir.designer.engine.Progress;
import dev.weir.designer.engine.Progress.Counters;
import dev.weir.designer.engine.Progress.Note;
import dev.weir.designer.model.Live;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** How a run stands: what each processor has done, and what the engine wants people to know. */
final class RunPane extends BorderPane {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Label title = new Label();
    private final Label summary = new Label();
    private final HBox bar = new HBox(title, summary);
    private final TableView<Map.Entry<String, Counters>> table = new TableView<>();
    private final ListView<Note> notes = new ListView<>();
    private final StackPane empty =
            new StackPane(
                    EmptyState.small(
                            MaterialDesignP.PLAY_CIRCLE_OUTLINE,
                            "Nothing has run yet. F5 runs the flow on this computer."));

    RunPane() {
        title.getStyleClass().add("document-name");
        summary.getStyleClass().add("muted");
        bar.getStyleClass().add("pane-bar");
        table.setId("run-table");
        table.getStyleClass().addAll("flat", "rows-table");
        table.setFixedCellSize(27);
        table.setPlaceholder(new Label());
        table.getColumns().add(column("processor", false, 132, Map.Entry::getKey));
        table.getColumns().add(column("rows in", true, 84, e -> Live.count(e.getValue().rowsIn())));
        table.getColumns().add(column("rows out", true, 84, e -> Live.count(out(e.getValue()))));
        table.getColumns()
                .add(column("rejected", true, 76, e -> Live.count(e.getValue().rejected())));
        table.getColumns().add(column("busy", true, 74, e -> seconds(e.getValue().busySeconds())));
        table.getColumns()
                .add(column("held back", true, 84, e -> seconds(e.getValue().blockedSeconds())));
        notes.setId("bulletins");
        notes.getStyleClass().add("flat");
        notes.setCellFactory(_ -> new NoteCell());
        notes.setPlaceholder(
                EmptyState.small(MaterialDesignM.MESSAGE_TEXT_OUTLINE, "No messages."));
        setCenter(empty);
    }

    private static TableColumn<Map.Entry<String, Counters>, String> column(
            String name,
            boolean number,
            double width,
            Function<Map.Entry<String, Counters>, String> value) {
        var column = new TableColumn<Map.Entry<String, Counters>, String>();
        var heading = new Label(name);
        heading.getStyleClass().add("header-name");
        column.setGraphic(heading);
        column.setSortable(false);
        if (number) {
            column.getStyleClass().add("number");
        }
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
        column.setCellFactory(_ -> {
            var cell = new TextCell();
            if (number) {
                cell.getStyleClass().add("number");
            }
            return cell;
        });
        return column;
    }

    private static long out(Counters counters) {
        return counters.rowsOut().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    void show(String flow, String engine, Progress progress) {
        if (getTop() == null) {
            var split = new SplitPane(table, notes);
            split.setDividerPositions(0.62);
            setTop(bar);
            setCenter(split);
        }
        title.setText(flow + " on " + engine);
        summary.setText(
                progress.state().words() + " · " + seconds(progress.seconds()) + message(progress));
        List<Map.Entry<String, Counters>> rows = List.copyOf(progress.counters().entrySet());
        if (!table.getItems().equals(rows)) {
            table.getItems().setAll(rows);
        }
        if (!notes.getItems().equals(progress.notes())) {
            notes.getItems().setAll(progress.notes());
        }
    }

    private static String message(Progress progress) {
        return progress.message().map(text -> " · " + text).orElse("");
    }

    private static final class TextCell extends TableCell<Map.Entry<String, Counters>, String> {
        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
        }
    }

    private static final class NoteCell extends ListCell<Note> {

        NoteCell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Note note, boolean empty) {
            super.updateItem(note, empty);
            setGraphic(empty || note == null ? null : row(note));
        }

        private static HBox row(Note note) {
            boolean calm = note.severity().equals("INFO");
            var icon =
                    new FontIcon(
                            calm
                                    ? MaterialDesignI.INFORMATION_OUTLINE
                                    : MaterialDesignA.ALERT_OUTLINE);
            icon.setIconSize(16);
            icon.getStyleClass()
                    .add(calm ? "hint" : note.severity().equals("ERROR") ? "error" : "warning");
            var time = new Label(TIME.format(note.time()));
            time.getStyleClass().add("code");
            time.setMinWidth(Region.USE_PREF_SIZE);
            var where = new Label(note.processor());
            where.getStyleClass().add("where");
            where.setMinWidth(Region.USE_PREF_SIZE);
            var text = new Label(note.message());
            text.getStyleClass().add("message");
            text.setTooltip(Buttons.tip(note.code() + ": " + note.message()));
            var row = new HBox(icon, time, where, text);
            row.getStyleClass().add("problem-cell");
            return row;
        }
    }
}
