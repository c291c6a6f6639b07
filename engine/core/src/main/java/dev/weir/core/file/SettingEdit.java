package dev.weir.core.file;

import dev.weir.core.file.SettingPath.Step;
import java.util.Optional;

/**
 * Sets and removes values by path, making and removing what lies on the way as needed.
 *
 * @param text a whole flow file
 */
record SettingEdit(String text) {
    private static final SettingPath PROCESSORS = SettingPath.of("processors");

    Optional<YamlNode> find(SettingPath path) {
        YamlNode at = root();
        for (Step step : path.steps()) {
            var next = child(at, step);
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /**
     * The same text, in which nothing on the way to a place is an alias: what is changed there must
     * not change elsewhere, too.
     */
    SettingEdit own(SettingPath path) {
        for (int count = 1; count <= path.steps().size(); count++) {
            var node = find(path.first(count));
            if (node.isPresent() && new TextPlaces(text).isAlias(node.get())) {
                String copy = YamlText.inFlow(node.get());
                return new SettingEdit(put(path.first(count), copy)).own(path);
            }
        }
        return this;
    }

    String set(SettingPath path, String yaml) {
        var own = own(path.parent());
        String set = own.put(path, yaml);
        if (!(YamlText.parse(yaml) instanceof ScalarNode(_, _, String raw, _, _))) {
            return set;
        }
        // What stands below, such as a comment, may have become part of a block.
        boolean same =
                YamlDocument.read(set, "flow").problems().isEmpty()
                        && new SettingEdit(set).find(path).orElse(null) instanceof ScalarNode there
                        && there.raw().equals(raw);
        return same ? set : own.put(path, YamlText.inFlow(YamlText.parse(yaml)));
    }

    private String put(SettingPath path, String yaml) {
        SettingPath above = path.parent();
        var parent = find(above);
        return switch (path.last()) {
            case SettingPath.Item(int index) -> setItem(above, parent, index, yaml);
            case SettingPath.Key(String name) -> setEntry(above, parent, name, yaml);
        };
    }

    private String setEntry(
            SettingPath above, Optional<YamlNode> parent, String name, String yaml) {
        if (parent.orElse(null) instanceof MapNode map && !isEmptyBlock(map)) {
            var entry = map.entry(name);
            return entry.isPresent()
                    ? new TextEdit(text).replace(map, entry.get(), yaml)
                    : new TextEdit(text).insert(map, map.entries().size(), name, yaml);
        }
        String value = YamlText.inFlow(YamlText.parse(yaml));
        return put(above, "{" + YamlText.plainInFlow(name) + ": " + value + "}");
    }

    private String setItem(SettingPath above, Optional<YamlNode> parent, int index, String yaml) {
        var edit = new TextEdit(text);
        String value = YamlText.inFlow(YamlText.parse(yaml));
        return switch (parent.orElse(null)) {
            case ListNode list when index < list.items().size() -> edit.replace(list, index, yaml);
            case ListNode list when index == list.items().size() -> edit.append(list, yaml);
            // A single value stands for a list of one.
            case ScalarNode one when !one.isNull() && index == 0 -> put(above, yaml);
            case ScalarNode one when !one.isNull() && index == 1 ->
                    put(above, "[" + YamlText.inFlow(one) + ", " + value + "]");
            case MapNode one when index == 1 ->
                    put(above, "[" + YamlText.inFlow(one) + ", " + value + "]");
            case null, default -> {
                if (index > 0) {
                    throw new IllegalArgumentException(
                            "there is no item %d before item %d".formatted(index - 1, index));
                }
                yield put(above, "[" + value + "]");
            }
        };
    }

    /** Adds an item behind the last; a single value becomes the first of two. */
    String append(SettingPath path, String yaml) {
        int count =
                switch (find(path).orElse(null)) {
                    case ListNode list -> list.items().size();
                    case ScalarNode one -> one.isNull() ? 0 : 1;
                    case MapNode one -> one.entries().isEmpty() ? 0 : 1;
                    case null -> 0;
                };
        return set(path.item(count), yaml);
    }

    /** Gives an entry of a map another name; what is not there needs no name. */
    String renameKey(SettingPath path, String name) {
        if (!(path.last() instanceof SettingPath.Key(String before))
                || !(find(path.parent()).orElse(null) instanceof MapNode map)
                || map.entry(before).isEmpty()) {
            return text;
        }
        if (map.entry(name).isPresent()) {
            throw new IllegalArgumentException(
                    "%s: there is a key '%s' already".formatted(path.parent(), name));
        }
        return own(path.parent()).renameOwn(path.parent(), before, name);
    }

    private String renameOwn(SettingPath above, String before, String name) {
        var map = (MapNode) find(above).orElseThrow();
        return new TextEdit(text).rename(map, map.entry(before).orElseThrow(), name);
    }

    /** Removes a value, and what is empty then; what is not there needs no removing. */
    String unset(SettingPath path) {
        return find(path).isEmpty() ? text : own(path.parent()).remove(path);
    }

    private String remove(SettingPath path) {
        SettingPath above = path.parent();
        var edit = new TextEdit(text);
        return switch (find(above).orElseThrow()) {
            case MapNode map when path.last() instanceof SettingPath.Key(String name) ->
                    map.entries().size() == 1
                            ? empty(above, "{}")
                            : edit.remove(map, map.entry(name).orElseThrow());
            case ListNode list when path.last() instanceof SettingPath.Item(int index) ->
                    list.items().size() == 1 ? empty(above, "[]") : edit.remove(list, index);
            case YamlNode _ -> remove(above);
        };
    }

    /** What is empty goes away, but for the processors, which are shown to be none. */
    private String empty(SettingPath path, String none) {
        return path.equals(PROCESSORS) ? put(path, none) : remove(path);
    }

    MapNode root() {
        var document = YamlDocument.read(text, "flow");
        if (!document.problems().isEmpty()) {
            var problem = document.problems().getFirst();
            throw new IllegalStateException(
                    "the text must be mended by hand before it can be edited: " + problem.text());
        }
        if (document.root().orElse(null) instanceof MapNode map) {
            return map;
        }
        throw new IllegalStateException("the text is not a flow");
    }

    /** A map without entries and braces, which only the text as a whole can be. */
    private boolean isEmptyBlock(MapNode map) {
        return map.entries().isEmpty() && !new TextPlaces(text).isFlow(map);
    }

    private static Optional<YamlNode> child(YamlNode node, Step step) {
        return switch (step) {
            case SettingPath.Key(String name) ->
                    node instanceof MapNode map ? map.get(name) : Optional.empty();
            case SettingPath.Item(int index) -> item(node, index);
        };
    }

    private static Optional<YamlNode> item(YamlNode node, int index) {
        return switch (node) {
            case ListNode list when index < list.items().size() ->
                    Optional.of(list.items().get(index));
            case ScalarNode one when index == 0 && !one.isNull() -> Optional.of(one);
            case YamlNode _ -> Optional.empty();
        };
    }
}
