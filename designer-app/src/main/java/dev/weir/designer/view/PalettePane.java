package dev.weir.designer.view;

import atlantafx.base.controls.CustomTextField;
import dev.weir.core.spec.ProcessorSpec;
import dev.weir.designer.model.Palette;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/**
 * The processors that can be added: searched, dragged onto the canvas, or added by double click.
 */
final class PalettePane extends VBox {

    /** What the user does with a processor. Points are on the screen. */
    interface Listener {

        void dragged(ProcessorSpec spec, Point2D screen);

        void dropped(ProcessorSpec spec, Point2D screen);

        void chosen(ProcessorSpec spec);
    }

    private final Palette palette;
    private final Listener listener;
    private final CustomTextField search = new CustomTextField();
    private final VBox list = new VBox();

    PalettePane(Palette palette, Listener listener) {
        this.palette = palette;
        this.listener = listener;
        getStyleClass().add("palette");
        setMinWidth(190);
        search.setId("palette-search");
        search.setPromptText("Search processors");
        search.setLeft(new FontIcon(MaterialDesignM.MAGNIFY));
        search.textProperty().addListener((_, _, words) -> show(words));
        search.setOnAction(_ -> first().ifPresent(listener::chosen));
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                search.clear();
            }
        });
        HBox.setHgrow(search, Priority.ALWAYS);
        var head = new HBox(search);
        head.getStyleClass().add("palette-head");
        list.getStyleClass().add("palette-list");
        list.setFillWidth(true);
        var scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        show("");
    }

    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    private Optional<ProcessorSpec> first() {
        return list.getChildren().stream()
                .filter(PaletteItem.class::isInstance)
                .map(item -> ((PaletteItem) item).spec())
                .findFirst();
    }

    private void show(String words) {
        list.getChildren().clear();
        palette.search(words)
                .forEach((group, specs) -> {
                    var heading = new Label(group.toUpperCase(Locale.ROOT));
                    heading.getStyleClass().add("palette-group");
                    list.getChildren().add(heading);
                    specs.forEach(spec -> list.getChildren().add(item(spec)));
                });
        if (list.getChildren().isEmpty()) {
            var none = new Label("No processor matches “" + words + "”.");
            none.getStyleClass().add("setting-doc");
            none.setWrapText(true);
            VBox.setMargin(none, new Insets(12, 8, 0, 8));
            list.getChildren().add(none);
        }
    }

    private PaletteItem item(ProcessorSpec spec) {
        var item = new PaletteItem(spec);
        item.setId("palette-" + spec.name() + "-" + spec.role().name().toLowerCase(Locale.ROOT));
        Tooltip.install(item, Buttons.tip(Palette.summary(spec)));
        item.setOnMousePressed(event -> new PaletteDrag(spec, event, listener).begin(item));
        item.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY
                    && event.getClickCount() == 2
                    && event.isStillSincePress()) {
                listener.chosen(spec);
            }
        });
        return item;
    }
}
