package dev.weir.designer.view;

import dev.weir.designer.model.FlowEditor;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The line at the bottom: whether the flow can run, and where it runs. */
final class StatusBar extends HBox {

    private final Label check = new Label();
    private final Label size = new Label();
    private final Label engine = new Label(null, new FontIcon(MaterialDesignE.ENGINE_OUTLINE));

    StatusBar(Runnable onProblems) {
        getStyleClass().add("status-bar");
        check.setId("status-check");
        check.setOnMouseClicked(_ -> onProblems.run());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(check, size, gap, engine);
    }

    void show(FlowEditor editor, String engineName, String state) {
        check.getStyleClass().removeAll("good", "bad");
        long errors = editor.checked().errors();
        if (!editor.isChecked()) {
            check.setText("Checking…");
            check.setGraphic(new FontIcon(MaterialDesignS.SYNC));
        } else if (errors > 0) {
            check.setText(Words.count(errors, "problem"));
            check.setGraphic(new FontIcon(MaterialDesignA.ALERT_CIRCLE_OUTLINE));
            check.getStyleClass().add("bad");
        } else {
            check.setText(editor.graph().nodes().isEmpty() ? "Empty" : "Ready to run");
            check.setGraphic(new FontIcon(MaterialDesignC.CHECK_CIRCLE_OUTLINE));
            check.getStyleClass().add("good");
        }
        size.setText(
                Words.count(editor.graph().nodes().size(), "processor")
                        + " · "
                        + Words.count(editor.graph().wires().size(), "wire"));
        engine.setText("Engine: " + engineName + " · " + state);
    }
}
