package dev.weir.designer.form;

import dev.weir.core.file.MapNode;
import dev.weir.core.file.YamlNode;
import dev.weir.core.spec.Kind;
import dev.weir.core.spec.Setting;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Edits one of several groups: which one, and its settings. */
final class AlternativeEditor {

    private AlternativeEditor() {}

    static Node of(Slot slot, List<Kind.Alternative> alternatives) {
        var box = new VBox(6);
        box.getStyleClass().add("card-editor");
        Optional<MapNode.Entry> chosen = slot.entries().stream().findFirst();
        var which = new ComboBox<String>();
        which.setId("setting-" + slot.path());
        which.setMaxWidth(Double.MAX_VALUE);
        which.getItems().setAll(alternatives.stream().map(Kind.Alternative::name).toList());
        chosen.ifPresent(entry -> which.setValue(entry.name()));
        which.valueProperty()
                .addListener((_, _, name) ->
                        named(alternatives, name)
                                .ifPresent(to ->
                                        slot.target()
                                                .reshape(slot.path(), initial(to, slot.target()))));
        box.getChildren().add(which);
        chosen.ifPresent(entry ->
                named(alternatives, entry.name())
                        .ifPresent(of -> settings(box, slot, of, entry.value())));
        return box;
    }

    private static void settings(
            VBox box, Slot slot, Kind.Alternative alternative, YamlNode value) {
        if (!alternative.doc().isBlank()) {
            var doc = new Label(SettingsForm.plain(alternative.doc()));
            doc.getStyleClass().add("setting-doc");
            doc.setWrapText(true);
            box.getChildren().add(doc);
        }
        if (alternative.shorthand() && !(value instanceof MapNode)) {
            Setting only = alternative.group().settings().getFirst();
            box.getChildren()
                    .add(
                            Editors.of(
                                    slot.entry(
                                            alternative.name(),
                                            only.kind(),
                                            value,
                                            GroupEditor.prompt(only))));
        } else {
            box.getChildren()
                    .add(
                            GroupEditor.of(
                                    slot.entry(alternative.name(), alternative.group(), value, ""),
                                    alternative.group().settings()));
        }
    }

    private static Optional<Kind.Alternative> named(
            List<Kind.Alternative> alternatives, String name) {
        return alternatives.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The alternative with as little as it needs. */
    static String initial(Kind.Alternative alternative, FormTarget target) {
        var settings = alternative.group().settings();
        if (alternative.shorthand() && settings.size() == 1) {
            return "{%s: %s}"
                    .formatted(
                            alternative.name(),
                            Editors.initial(settings.getFirst().kind(), target));
        }
        var required =
                settings.stream()
                        .filter(Setting::required)
                        .map(setting ->
                                setting.name() + ": " + Editors.initial(setting.kind(), target))
                        .toList();
        return "{%s: {%s}}".formatted(alternative.name(), String.join(", ", required));
    }
}
