package dev.weir.designer.view;

import atlantafx.base.controls.CustomTextField;
import dev.weir.core.spec.ProcessorSpec;
import dev.weir.designer.model.Palette;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** A small palette that is searched by typing: arrows choose, Enter adds. */
final class QuickAdd extends VBox {

    private static final double WIDTH = 320;
    private static final double ROW = 44;

    private final CustomTextField search = new CustomTextField();
    private final ListView<ProcessorSpec> list = new ListView<>();

    /**
     * @param fits which processors are offered
     * @param hint said below the list
     */
    QuickAdd(
            Palette palette,
            Predicate<ProcessorSpec> fits,
            String hint,
            Consumer<ProcessorSpec> onChosen) {
        setId("quick-add");
        getStyleClass().add("quick-add");
        setPrefWidth(WIDTH);
        search.setId("quick-search");
        search.setPromptText("Add a processor");
        search.setLeft(new FontIcon(MaterialDesignM.MAGNIFY));
        list.setId("quick-list");
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * 6 + 2);
        list.setFocusTraversable(false);
        list.setPlaceholder(new Label("No processor matches."));
        list.setCellFactory(_ -> new Cell(onChosen));
        search.textProperty().addListener((_, _, words) -> show(palette, fits, words));
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> steer(event, onChosen));
        var below = new Label(hint);
        below.getStyleClass().add("hint");
        getChildren().addAll(search, list, below);
        show(palette, fits, "");
    }

    void focus() {
        search.requestFocus();
    }

    private void show(Palette palette, Predicate<ProcessorSpec> fits, String words) {
        list.getItems().setAll(palette.ranked(words).stream().filter(fits).toList());
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void steer(KeyEvent event, Consumer<ProcessorSpec> onChosen) {
        if (event.getCode() == KeyCode.DOWN) {
            list.getSelectionModel().selectNext();
        } else if (event.getCode() == KeyCode.UP) {
            list.getSelectionModel().selectPrevious();
        } else if (event.getCode() == KeyCode.ENTER) {
            ProcessorSpec chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                onChosen.accept(chosen);
            }
        } else {
            return;
        }
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 4));
        event.consume();
    }

    private static final class Cell extends ListCell<ProcessorSpec> {

        Cell(Consumer<ProcessorSpec> onChosen) {
            setPrefWidth(0);
            setOnMouseClicked(_ -> {
                if (!isEmpty()) {
                    onChosen.accept(getItem());
                }
            });
        }

        @Override
        protected void updateItem(ProcessorSpec spec, boolean empty) {
            super.updateItem(spec, empty);
            setGraphic(empty || spec == null ? null : new PaletteItem(spec));
        }
    }
}
