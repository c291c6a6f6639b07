package dev.weir.designer.form;

import dev.weir.core.file.ListNode;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.file.SettingPath;
import dev.weir.core.file.YamlNode;
import dev.weir.core.spec.Kind;
import java.util.List;
import java.util.Optional;

/**
 * A place in a form for one value.
 *
 * @param path of the setting, such as {@code expectations[2].between.min}
 * @param value as the flow file has it
 * @param prompt shown while there is no value
 * @param optional whether it may be left out of the flow file; an item of a list may not
 */
record Slot(
        SettingPath path,
        Kind kind,
        Optional<YamlNode> value,
        String prompt,
        boolean optional,
        FormTarget target) {

    /** The text of a single value; what is written in the file if it is not a single one. */
    String text() {
        return value.map(node ->
                        switch (node) {
                            case ScalarNode scalar -> scalar.raw();
                            case ListNode list -> target.source(list);
                            case MapNode map -> target.source(map);
                        })
                .orElse("");
    }

    /** The items of a list; a single value counts as a list of one. */
    List<YamlNode> items() {
        return value.map(node ->
                        switch (node) {
                            case ListNode list -> list.items();
                            case ScalarNode scalar ->
                                    scalar.isNull()
                                            ? List.<YamlNode>of()
                                            : List.<YamlNode>of(scalar);
                            case MapNode map -> List.<YamlNode>of(map);
                        })
                .orElse(List.of());
    }

    /** The entries of a map. */
    List<MapNode.Entry> entries() {
        return value.filter(MapNode.class::isInstance)
                .map(node -> ((MapNode) node).entries())
                .orElse(List.of());
    }

    /** The place of a setting below this one. */
    Slot setting(String name, Kind kind, Optional<YamlNode> value, String prompt) {
        return new Slot(path.key(name), kind, value, prompt, true, target);
    }

    /** The place of an item of a list that is there. */
    Slot item(int index, Kind kind, YamlNode value) {
        return new Slot(path.item(index), kind, Optional.of(value), "", false, target);
    }

    /** The place of an entry of a map that is there. */
    Slot entry(String key, Kind kind, YamlNode value, String prompt) {
        return new Slot(path.key(key), kind, Optional.of(value), prompt, false, target);
    }

    /** The place of a single value that stands for a list of one. */
    Slot only(Kind kind, YamlNode value) {
        return new Slot(path, kind, Optional.of(value), "", false, target);
    }
}
