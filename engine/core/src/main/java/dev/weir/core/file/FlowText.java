package dev.weir.core.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a flow file as a document to be edited: each edit gives a new one in which everything
 * else, comments and order included, stays as it was. Immutable, so that undoing is going back to
 * the former one.
 *
 * <p>Edits of a text that is not valid YAML, or would not be any more, throw {@link
 * IllegalStateException}; values that are not, and names that do not exist, {@link
 * IllegalArgumentException}.
 */
public final class FlowText {
    private static final String PROCESSORS = "processors";

    private final String text;

    private FlowText(String text) {
        this.text = text;
    }

    public static FlowText of(String text) {
        return new FlowText(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** The text after an edit, which never takes what is right and leaves what is not. */
    private static FlowText edited(String text) {
        var problems = YamlDocument.read(text, "flow").problems();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "the flow file would be broken by it: " + problems.getFirst().text());
        }
        return new FlowText(text);
    }

    /** A flow without processors. */
    public static FlowText blank(String name) {
        return of("flow: " + YamlText.scalar(name) + "\nformat: 1\n\nprocessors: {}\n");
    }

    /**
     * A YAML value that reads back as a text: plain or quoted, and a block if it has several lines.
     */
    public static String scalar(String text) {
        return YamlText.text(text);
    }

    public String text() {
        return text;
    }

    /** The raw YAML of a setting, if it is set. */
    public Optional<String> get(String key, String settingPath) {
        return new SettingEdit(text)
                .find(path(key, SettingPath.parse(settingPath)))
                .map(node -> text.substring(node.span().start(), node.span().end()));
    }

    /** Adds a processor at the end, with settings as YAML values. */
    public FlowText addProcessor(String key, String type, Map<String, String> settings) {
        if (find(PROCESSORS, key).isPresent()) {
            throw new IllegalArgumentException("there is a processor " + key + " already");
        }
        var edit = new SettingEdit(text).own(SettingPath.of(PROCESSORS));
        FlowText added;
        if (edit.find(SettingPath.of(PROCESSORS)).orElse(null) instanceof MapNode map
                && !map.entries().isEmpty()) {
            added =
                    new TextPlaces(edit.text()).isFlow(map)
                            ? edited(
                                    edit.set(
                                            SettingPath.of(PROCESSORS, key),
                                            "{type: " + type + "}"))
                            : edited(appendBlock(map, key, type));
        } else {
            added = firstBlock(edit, key, type);
        }
        for (var setting : settings.entrySet()) {
            added = added.set(key, SettingPath.of(setting.getKey()), setting.getValue());
        }
        return added;
    }

    private FlowText firstBlock(SettingEdit edit, String key, String type) {
        return edited(edit.set(SettingPath.of(PROCESSORS), "%s:\n  type: %s".formatted(key, type)));
    }

    private String appendBlock(MapNode processors, String key, String type) {
        var places = new TextPlaces(text);
        var entries = processors.entries();
        int column = places.column(entries.getFirst().key());
        String indent = places.lineBreak() + " ".repeat(column);
        int end = places.lineEnd(places.end(entries.getLast()));
        String gap = areApart(places, entries) ? places.lineBreak() : "";
        String block = gap + indent + key + ":" + indent + "  type: " + type;
        return new TextEdit(text).put(end, block);
    }

    /** Whether the author puts blank lines between processors. */
    private boolean areApart(TextPlaces places, List<MapNode.Entry> entries) {
        if (entries.size() < 2) {
            return false;
        }
        int from = places.lineEnd(places.end(entries.get(entries.size() - 2)));
        String between = text.substring(from, entries.getLast().key().span().start());
        return between.replace("\r", "").replaceAll("[ \t]", "").contains("\n\n");
    }

    /** Removes a processor, every wire that reads it and every test row that names it. */
    public FlowText removeProcessor(String key) {
        require(key);
        FlowText edited = this;
        for (var wire : new WireEdits(text).readersOf(key)) {
            edited = edited.disconnect(wire.port(), wire.reader(), wire.input());
        }
        String untested = new TestEdits(edited.text).remove(key);
        return edited(new SettingEdit(untested).unset(SettingPath.of(PROCESSORS, key)));
    }

    /** Renames a processor, rewrites references and notes the former key in {@code was}. */
    public FlowText renameProcessor(String key, String newKey) {
        require(key);
        if (key.equals(newKey)) {
            return this;
        }
        if (find(PROCESSORS, newKey).isPresent()) {
            throw new IllegalArgumentException("there is a processor " + newKey + " already");
        }
        return edited(new RenameEdit(text).rename(key, newKey)).noteFormer(newKey, key);
    }

    private FlowText noteFormer(String key, String former) {
        var names = new ArrayList<>(former(key));
        names.remove(key);
        names.add(former);
        String list = "[" + String.join(", ", names) + "]";
        return find(PROCESSORS, key, "was").isPresent()
                ? set(key, "was", list)
                : insertAfterType(key, "was", list);
    }

    private List<String> former(String key) {
        return switch (find(PROCESSORS, key, "was").orElse(null)) {
            case ListNode(_, _, List<YamlNode> items) ->
                    items.stream()
                            .filter(ScalarNode.class::isInstance)
                            .map(item -> ((ScalarNode) item).raw())
                            .toList();
            case ScalarNode one when !one.isNull() -> List.of(one.raw());
            case null, default -> List.of();
        };
    }

    FlowText insertAfterType(String key, String name, String yaml) {
        var path = SettingPath.of(PROCESSORS, key);
        var own = new SettingEdit(text).own(path);
        if (!(own.find(path).orElse(null) instanceof MapNode map) || map.entries().isEmpty()) {
            return set(key, name, yaml);
        }
        int index = List.copyOf(map.names()).indexOf("type") + 1;
        return edited(new TextEdit(own.text()).insert(map, index, name, yaml));
    }

    /**
     * Sets a setting ({@code where}, {@code compute.total}, {@code columns[2]}) to a YAML value.
     */
    public FlowText set(String key, String settingPath, String yamlValue) {
        return set(key, SettingPath.parse(settingPath), yamlValue);
    }

    /** Sets a setting to a YAML value. */
    public FlowText set(String key, SettingPath setting, String yamlValue) {
        require(key);
        YamlText.parse(yamlValue);
        return edited(new SettingEdit(text).set(path(key, setting), yamlValue));
    }

    /** Adds an item to a list, which a single value becomes by that. */
    public FlowText append(String key, SettingPath setting, String yamlValue) {
        require(key);
        YamlText.parse(yamlValue);
        return edited(new SettingEdit(text).append(path(key, setting), yamlValue));
    }

    /** Gives an entry of a map another key, in its place. */
    public FlowText renameKey(String key, SettingPath setting, String newName) {
        require(key);
        return edited(new SettingEdit(text).renameKey(path(key, setting), newName));
    }

    /** Removes a setting, so that its default holds. */
    public FlowText unset(String key, String settingPath) {
        return unset(key, SettingPath.parse(settingPath));
    }

    /** Removes a setting, so that its default holds. */
    public FlowText unset(String key, SettingPath setting) {
        require(key);
        return edited(new SettingEdit(text).unset(path(key, setting)));
    }

    /** Sets something that belongs to no processor, such as {@code title} or {@code run.mode}. */
    public FlowText setFlow(String path, String yamlValue) {
        YamlText.parse(yamlValue);
        return edited(new SettingEdit(text).set(SettingPath.parse(path), yamlValue));
    }

    /** Adds a wire from {@code key} or {@code key.port} to an input. */
    public FlowText connect(String fromPort, String toKey, String input) {
        require(toKey);
        return new WireEdits(text).connect(fromPort, toKey, input);
    }

    /** Removes a wire; what is not there needs no removing. */
    public FlowText disconnect(String fromPort, String toKey, String input) {
        require(toKey);
        return new WireEdits(text).disconnect(fromPort, toKey, input);
    }

    private void require(String key) {
        if (find(PROCESSORS, key).isEmpty()) {
            throw new IllegalArgumentException("there is no processor " + key);
        }
    }

    private Optional<YamlNode> find(String... steps) {
        return new SettingEdit(text).find(SettingPath.of(steps));
    }

    private static SettingPath path(String key, SettingPath setting) {
        return SettingPath.of(PROCESSORS, key).then(setting);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowText that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
