package dev.weir.designer.form;

import dev.weir.core.file.MapNode;
import dev.weir.core.file.SettingPath;
import dev.weir.core.problem.Problem;
import dev.weir.core.spec.Kind;
import dev.weir.core.spec.ProcessorSpec;
import dev.weir.core.spec.Setting;
import dev.weir.designer.model.Checked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The form of one processor, derived from its description: nothing else describes a setting. */
public final class SettingsForm extends VBox {

    private final Map<String, VBox> places = new LinkedHashMap<>();
    private final VBox general = new VBox(4);

    /**
     * @param settings as the flow file has them
     */
    public SettingsForm(ProcessorSpec spec, MapNode settings, FormTarget target) {
        super(18);
        getStyleClass().add("settings-form");
        setPadding(new Insets(14, 16, 24, 16));
        getChildren().add(general);
        for (Setting setting : spec.settings()) {
            var place =
                    new Slot(
                            SettingPath.of(setting.name()),
                            setting.kind(),
                            settings.get(setting.name()),
                            GroupEditor.prompt(setting),
                            true,
                            target);
            getChildren().add(row(setting, place));
        }
        if (spec.settings().isEmpty()) {
            var none = new Label("There is nothing to set.");
            none.getStyleClass().add("setting-doc");
            getChildren().add(none);
        }
    }

    private Node row(Setting setting, Slot place) {
        var name = new Label(setting.name());
        name.getStyleClass().add("setting-name");
        var head = new HBox(6, name);
        head.setAlignment(Pos.BASELINE_LEFT);
        if (setting.required()) {
            var star = new Label("required");
            star.getStyleClass().add("required");
            head.getChildren().add(star);
        }
        var problems = new VBox(2);
        places.put(setting.name(), problems);
        var row = new VBox(5, head);
        if (!setting.doc().isBlank()) {
            var doc = new Label(plain(setting.doc()));
            doc.getStyleClass().add("setting-doc");
            doc.setWrapText(true);
            doc.setMinHeight(Region.USE_PREF_SIZE);
            row.getChildren().add(doc);
        }
        Node editor = Editors.of(place);
        if (place.kind() instanceof Kind.Flag) {
            head.getChildren().add(editor);
        } else {
            row.getChildren().add(editor);
        }
        row.getChildren().add(problems);
        return row;
    }

    /** Documentation without its marks. */
    static String plain(String markdown) {
        return markdown.replace("`", "").replace("**", "");
    }

    /** Shows what is wrong, at the settings that it is about. */
    public void show(List<Problem> problems) {
        places.values().forEach(place -> place.getChildren().clear());
        general.getChildren().clear();
        for (Problem problem : problems) {
            if (problem.level() == Problem.Level.HINT) {
                continue; // stands in the list of problems
            }
            VBox place =
                    Checked.settingOf(problem)
                            .filter(places::containsKey)
                            .map(places::get)
                            .orElse(general);
            place.getChildren().add(message(problem));
        }
        general.setManaged(!general.getChildren().isEmpty());
    }

    private static Node message(Problem problem) {
        String below = Checked.settingOf(problem).map(name -> inner(problem, name)).orElse("");
        var label = new Label(below + problem.message());
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setGraphic(new FontIcon(MaterialDesignA.ALERT_CIRCLE_OUTLINE));
        label.setAlignment(Pos.TOP_LEFT);
        label.getStyleClass()
                .addAll(
                        "inline-problem",
                        switch (problem.level()) {
                            case ERROR -> "error";
                            case WARNING -> "warning";
                            case HINT -> "hint";
                        });
        return label;
    }

    /** Where inside the setting it is, such as {@code compute.total: }. */
    private static String inner(Problem problem, String setting) {
        String path = problem.path();
        int at = path.indexOf(setting, "processors.".length());
        String inside = at < 0 ? "" : path.substring(at);
        return inside.equals(setting) || inside.isEmpty() ? "" : inside + ": ";
    }
}
