package dev.weir.designer.view;

import dev.weir.core.problem.Problem;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** All that is wrong with the flow; a click goes to it. */
final class ProblemsPane extends StackPane {

    private final ListView<Problem> list = new ListView<>();

    ProblemsPane(Consumer<Problem> onChosen) {
        list.setId("problems");
        list.getStyleClass().add("flat");
        list.setPlaceholder(
                EmptyState.small(
                        MaterialDesignC.CHECK_CIRCLE_OUTLINE, "No problems. The flow can run."));
        list.setCellFactory(_ -> new Cell(onChosen));
        getChildren().add(list);
    }

    void show(List<Problem> problems) {
        var sorted =
                problems.stream()
                        .sorted((a, b) -> Integer.compare(a.level().ordinal(), b.level().ordinal()))
                        .toList();
        if (!list.getItems().equals(sorted)) {
            list.getItems().setAll(sorted);
        }
    }

    private static final class Cell extends ListCell<Problem> {

        Cell(Consumer<Problem> onChosen) {
            setPrefWidth(0);
            setOnMouseClicked(_ -> {
                if (!isEmpty()) {
                    onChosen.accept(getItem());
                }
            });
        }

        @Override
        protected void updateItem(Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            setGraphic(empty || problem == null ? null : row(problem));
        }

        private static HBox row(Problem problem) {
            var icon =
                    new FontIcon(
                            switch (problem.level()) {
                                case ERROR -> MaterialDesignC.CLOSE_CIRCLE_OUTLINE;
                                case WARNING -> MaterialDesignA.ALERT_OUTLINE;
                                case HINT -> MaterialDesignI.INFORMATION_OUTLINE;
                            });
            icon.setIconSize(17);
            icon.getStyleClass()
                    .add(
                            switch (problem.level()) {
                                case ERROR -> "error";
                                case WARNING -> "warning";
                                case HINT -> "hint";
                            });
            var where = new Label(problem.path().replaceFirst("^processors\\.", ""));
            where.getStyleClass().add("where");
            where.setMinWidth(Region.USE_PREF_SIZE);
            var message = new Label(problem.message());
            message.getStyleClass().add("message");
            message.setTooltip(Buttons.tip(problem.message()));
            HBox.setHgrow(message, Priority.ALWAYS);
            message.setMaxWidth(Double.MAX_VALUE);
            var code = new Label(problem.code());
            code.getStyleClass().add("code");
            code.setMinWidth(Region.USE_PREF_SIZE);
            var line = new Label(problem.mark().map(mark -> "line " + mark.line()).orElse(""));
            line.getStyleClass().add("code");
            line.setMinWidth(Region.USE_PREF_SIZE);
            var row = new HBox(icon, where, message, line, code);
            row.getStyleClass().add("problem-cell");
            return row;
        }
    }
}
