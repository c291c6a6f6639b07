package dev.weir.designer.form;

import dev.weir.core.file.MapNode;
import dev.weir.core.file.YamlNode;
import dev.weir.core.spec.Setting;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** Edits the settings below a setting. */
final class GroupEditor {

    private GroupEditor() {}

    static Node of(Slot slot, List<Setting> settings) {
        var box = new VBox(8);
        box.getStyleClass().add("group");
        for (Setting setting : settings) {
            Optional<YamlNode> value =
                    slot.value()
                            .filter(MapNode.class::isInstance)
                            .flatMap(node -> ((MapNode) node).get(setting.name()));
            var place = slot.setting(setting.name(), setting.kind(), value, prompt(setting));
            var name = new Label(setting.name() + (setting.required() ? " *" : ""));
            name.getStyleClass().add("setting-name");
            name.setTooltip(new Tooltip(SettingsForm.plain(setting.doc())));
            box.getChildren().add(new VBox(3, name, Editors.of(place)));
        }
        return box;
    }

    static String prompt(Setting setting) {
        return setting.preset()
                .orElse(setting.example().isBlank() ? "" : "e.g. " + setting.example());
    }
}
