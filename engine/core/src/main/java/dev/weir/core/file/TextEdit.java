package dev.weir.core.file;

import dev.weir.core.file.YamlNode.Span;
import java.util.List;

/**
 * The few ways in which a YAML text is changed at the place of a node, each giving a new text. What
 * is not touched keeps every character.
 */
record TextEdit(String text, TextPlaces places) {

    TextEdit(String text) {
        this(text, new TextPlaces(text));
    }

    /**
     * Puts a value in the place of an entry's value, however that is written. An anchor stays,
     * since others may use it; so do comments on the key's line.
     */
    String replace(MapNode map, MapNode.Entry entry, String yaml) {
        int from = places.afterName(entry);
        int to = places.end(entry);
        if (places.isFlow(map)) {
            String colon = places.hasColon(entry) ? " " : ": ";
            return replace(from, to, colon + YamlText.inFlow(YamlText.parse(yaml)));
        }
        String comment = places.headComment(from, entry.value());
        String value = block(yaml, places.column(entry.key()));
        return replaceBlock(from, to, comment, value, YamlText.isBlock(yaml));
    }

    String replace(ListNode list, int index, String yaml) {
        YamlNode item = list.items().get(index);
        Span span = item.span();
        if (places.isFlow(list)) {
            return replace(span.start(), span.end(), YamlText.inFlow(YamlText.parse(yaml)));
        }
        String value = behindDash(yaml, places.columnOf(list.span().start()));
        boolean apart = Character.isWhitespace(text.charAt(span.start() - 1));
        String comment = item instanceof ScalarNode ? places.headComment(span.start(), item) : "";
        return replaceBlock(
                span.start(),
                span.end(),
                comment,
                apart ? value.substring(1) : value,
                YamlText.isBlock(yaml));
    }

    private String replace(int from, int to, String value) {
        return text.substring(0, from) + value + text.substring(to);
    }

    /** Comments stay on the first line of what may now take several. */
    private String replaceBlock(int from, int to, String comment, String value, boolean isText) {
        String tail = text.substring(to, places.lineEnd(to));
        String rest = text.substring(to + tail.length());
        int firstEnd = value.indexOf(places.lineBreak());
        if (firstEnd < 0) {
            return text.substring(0, from) + value + comment + tail + rest;
        }
        return text.substring(0, from)
                + value.substring(0, firstEnd)
                + comment
                + tail
                + value.substring(firstEnd)
                + (isText ? ended(rest) : rest);
    }

    /** The last line of a text needs its line break, which a file may lack at its end. */
    private String ended(String rest) {
        return rest.isEmpty() ? places.lineBreak() : rest;
    }

    /** Gives an entry another key. */
    String rename(MapNode map, MapNode.Entry entry, String name) {
        Span key = entry.key().span();
        boolean flow = places.isFlow(map);
        return replace(
                key.start(), key.end(), flow ? YamlText.plainInFlow(name) : YamlText.scalar(name));
    }

    /** Adds an entry to a map, at its end or after another entry. */
    String insert(MapNode map, int index, String name, String yaml) {
        if (places.isFlow(map)) {
            String key = YamlText.plainInFlow(name);
            String value = key + ": " + YamlText.inFlow(YamlText.parse(yaml));
            if (map.entries().isEmpty()) {
                return put(map.span().start() + 1, value);
            }
            int at =
                    index == 0
                            ? map.entries().getFirst().key().span().start()
                            : places.end(map.entries().get(index - 1));
            return index == 0 ? put(at, value + ", ") : put(at, ", " + value);
        }
        int indent = places.column(map.entries().getFirst().key());
        String line = YamlText.scalar(name) + ":" + block(yaml, indent);
        if (index == 0) {
            int at = map.entries().getFirst().key().span().start();
            return put(at, line + places.lineBreak() + " ".repeat(indent));
        }
        int at = places.lineEnd(places.end(map.entries().get(index - 1)));
        return putLine(at, " ".repeat(indent) + line, YamlText.isBlock(yaml));
    }

    /** Adds an item at the end of a list. */
    String append(ListNode list, String yaml) {
        var items = list.items();
        if (places.isFlow(list)) {
            String value = YamlText.inFlow(YamlText.parse(yaml));
            int at = items.isEmpty() ? list.span().start() + 1 : items.getLast().span().end();
            return put(at, items.isEmpty() ? value : ", " + value);
        }
        int column = places.columnOf(list.span().start());
        int at = places.lineEnd(items.getLast().span().end());
        String line = " ".repeat(column) + "-" + behindDash(yaml, column);
        return putLine(at, line, YamlText.isBlock(yaml));
    }

    /** Adds a line, or several, below another. */
    private String putLine(int lineEnd, String line, boolean isText) {
        String rest = text.substring(lineEnd);
        return text.substring(0, lineEnd)
                + places.lineBreak()
                + line
                + (isText ? ended(rest) : rest);
    }

    /** Removes an entry that is not the only one of its map, with the comment right above it. */
    String remove(MapNode map, MapNode.Entry entry) {
        int index = map.entries().indexOf(entry);
        int start = entry.key().span().start();
        int end = places.end(entry);
        int next =
                index + 1 == map.entries().size()
                        ? -1
                        : map.entries().get(index + 1).key().span().start();
        if (places.isFlow(map)) {
            int before = index == 0 ? -1 : places.end(map.entries().get(index - 1));
            return removeFromFlow(before, new Span(start, end), next);
        }
        return removeBlock(start, end, next);
    }

    /** Removes an item that is not the only one of its list. */
    String remove(ListNode list, int index) {
        var items = list.items();
        int end = items.get(index).span().end();
        boolean last = index + 1 == items.size();
        if (places.isFlow(list)) {
            return removeFromFlow(
                    index == 0 ? -1 : items.get(index - 1).span().end(),
                    new Span(places.start(list, index), end),
                    last ? -1 : places.start(list, index + 1));
        }
        int dash = places.dash(list, index);
        return removeBlock(dash, Math.max(dash + 1, end), last ? -1 : places.dash(list, index + 1));
    }

    private String removeFromFlow(int endBefore, Span removed, int startAfter) {
        if (startAfter >= 0) {
            return replace(removed.start(), startAfter, "");
        }
        int from = endBefore >= 0 ? endBefore : removed.start();
        return replace(from, removed.end(), "");
    }

    private String removeBlock(int start, int end, int next) {
        if (next >= 0 && !places.isBlank(places.lineStart(start), start)) {
            // The first after the dash of a list: the next one takes its place.
            return replace(start, next, "");
        }
        return removeLines(start, end);
    }

    private String removeLines(int start, int end) {
        int from = places.lineStart(start);
        int indent = 0;
        while (text.charAt(from + indent) == ' ') {
            indent++;
        }
        // A comment right above, as deep as what it is about, goes with it.
        while (from > 0 && places.isComment(places.lineStart(from - 1), indent)) {
            from = places.lineStart(from - 1);
        }
        int to = places.lineEnd(end);
        if (to < text.length()) {
            to = text.indexOf('\n', to) + 1;
        }
        return replace(from, to, "");
    }

    /** A value as it stands after a key's colon, several lines indented below the key. */
    private String block(String yaml, int indent) {
        YamlNode parsed = YamlText.parse(yaml);
        if (parsed instanceof ScalarNode scalar && scalar.isBlock()) {
            return " " + literal(scalar.raw(), indent);
        }
        String value = yaml.strip();
        if (value.isEmpty()) {
            return "";
        }
        if (!value.contains("\n")) {
            return " " + value;
        }
        var lines = new StringBuilder();
        for (String line : value.stripIndent().split("\r?\n")) {
            lines.append(places.lineBreak());
            if (!line.isBlank()) {
                lines.append(" ".repeat(indent + 2)).append(line.stripTrailing());
            }
        }
        return lines.toString();
    }

    /** A value for a place after a dash: one line, but for a text that has several. */
    private String behindDash(String yaml, int dash) {
        YamlNode parsed = YamlText.parse(yaml);
        if (parsed instanceof ScalarNode scalar && scalar.isBlock()) {
            return " " + literal(scalar.raw(), dash);
        }
        String value = yaml.strip();
        return " " + (value.contains("\n") ? YamlText.inFlow(parsed) : value);
    }

    private String literal(String raw, int indent) {
        List<String> lines = YamlText.literal(raw);
        var all = new StringBuilder(lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            all.append(places.lineBreak());
            if (!line.isEmpty()) {
                all.append(" ".repeat(indent + 2)).append(line);
            }
        }
        return all.toString();
    }

    String put(int at, String more) {
        return replace(at, at, more);
    }
}
