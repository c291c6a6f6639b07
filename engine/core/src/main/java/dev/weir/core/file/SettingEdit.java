package dev.weir.core.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sets and removes values by path, making and removing what lies on the way as needed.
 *
 * @param text a whole flow file
 */
record SettingEdit(String text) {
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|([^.\\[]+)");

    static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        var match = STEP.matcher(path);
        while (match.find()) {
            steps.add(match.group());
        }
        return steps;
    }

    Optional<YamlNode> find(List<String> steps) {
        YamlNode at = root();
        for (String step : steps) {
            var next = child(at, step);
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    String set(List<String> steps, String yaml) {
        List<String> above = steps.subList(0, steps.size() - 1);
        String last = steps.getLast();
        var parent = find(above);
        if (last.startsWith("[")) {
            return setItem(above, parent, index(last), yaml);
        }
        if (parent.orElse(null) instanceof MapNode map && !isEmptyBlock(map)) {
            var entry = map.entry(last);
            return entry.isPresent()
                    ? new TextEdit(text).replace(map, entry.get(), yaml)
                    : new TextEdit(text).insert(map, map.entries().size(), last, yaml);
        }
        String value = YamlText.inFlow(YamlText.parse(yaml));
        return set(above, "{" + YamlText.scalar(last) + ": " + value + "}");
    }

    private String setItem(List<String> above, Optional<YamlNode> parent, int index, String yaml) {
        var edit = new TextEdit(text);
        String value = YamlText.inFlow(YamlText.parse(yaml));
        return switch (parent.orElse(null)) {
            case ListNode list when index < list.items().size() -> edit.replace(list, index, yaml);
            case ListNode list when index == list.items().size() -> edit.append(list, yaml);
            // A single value stands for a list of one.
            case ScalarNode one when !one.isNull() && index == 0 -> set(above, yaml);
            case ScalarNode one when !one.isNull() && index == 1 ->
                    set(above, "[" + YamlText.inFlow(one) + ", " + value + "]");
            case MapNode one when index == 1 ->
                    set(above, "[" + YamlText.inFlow(one) + ", " + value + "]");
            case null, default -> {
                if (index > 0) {
                    throw new IllegalArgumentException(
                            "there is no item %d before item %d".formatted(index - 1, index));
                }
                yield set(above, "[" + value + "]");
            }
        };
    }

    /** Removes a value, and what is empty then; what is not there needs no removing. */
    String unset(List<String> steps) {
        if (find(steps).isEmpty()) {
            return text;
        }
        List<String> above = steps.subList(0, steps.size() - 1);
        var edit = new TextEdit(text);
        return switch (find(above).orElseThrow()) {
            case MapNode map ->
                    map.entries().size() == 1
                            ? empty(above, "{}")
                            : edit.remove(map, map.entry(steps.getLast()).orElseThrow());
            case ListNode list ->
                    list.items().size() == 1
                            ? empty(above, "[]")
                            : edit.remove(list, index(steps.getLast()));
            case ScalarNode _ -> unset(above);
        };
    }

    /** What is empty goes away, but for the processors, which are shown to be none. */
    private String empty(List<String> steps, String none) {
        return steps.equals(List.of("processors")) ? set(steps, none) : unset(steps);
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
        return map.entries().isEmpty() && !new TextEdit(text).isFlow(map);
    }

    private static Optional<YamlNode> child(YamlNode node, String step) {
        if (!step.startsWith("[")) {
            return node instanceof MapNode map ? map.get(step) : Optional.empty();
        }
        int index = index(step);
        return switch (node) {
            case ListNode(_, _, List<YamlNode> items) when index < items.size() ->
                    Optional.of(items.get(index));
            case ScalarNode one when index == 0 && !one.isNull() -> Optional.of(one);
            default -> Optional.empty();
        };
    }

    private static int index(String step) {
        return Integer.parseInt(step.substring(1, step.length() - 1));
    }
}
