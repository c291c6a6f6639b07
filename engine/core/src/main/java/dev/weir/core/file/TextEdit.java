package dev.weir.core.file;

import dev.weir.core.file.YamlNode.Span;

/**
 * The few ways in which a YAML text is changed at the place of a node, each giving a new text. What
 * is not touched keeps every character.
 */
record TextEdit(String text) {

    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    boolean isFlow(YamlNode node) {
        int at = node.span().start();
        return at < node.span().end() && (text.charAt(at) == '{' || text.charAt(at) == '[');
    }

    /** Puts a value in the place of an entry's value, however that is written. */
    String replace(MapNode map, MapNode.Entry entry, String yaml) {
        int from = afterColon(entry);
        boolean flow = isFlow(map);
        int to = Math.max(from, end(entry.value(), from));
        String value =
                flow
                        ? " " + YamlText.inFlow(YamlText.parse(yaml))
                        : block(yaml, column(entry.key()));
        int firstLine = value.indexOf(lineBreak());
        if (firstLine < 0) {
            return text.substring(0, from) + value + text.substring(to);
        }
        // A comment behind the value stays on the key's line: after the last it might become text.
        String tail = text.substring(to, lineEnd(to));
        return text.substring(0, from)
                + value.substring(0, firstLine)
                + tail
                + value.substring(firstLine)
                + text.substring(to + tail.length());
    }

    /** Gives an entry another key. */
    String rename(MapNode map, MapNode.Entry entry, String name) {
        Span key = entry.key().span();
        return text.substring(0, key.start())
                + (isFlow(map) ? YamlText.plainInFlow(name) : YamlText.scalar(name))
                + text.substring(key.end());
    }

    String replace(ListNode list, int index, String yaml) {
        Span item = list.items().get(index).span();
        String value = isFlow(list) ? YamlText.inFlow(YamlText.parse(yaml)) : single(yaml);
        return text.substring(0, item.start()) + value + text.substring(item.end());
    }

    /** A value for a place after a dash: one line. */
    private static String single(String yaml) {
        return yaml.strip().contains("\n") ? YamlText.inFlow(YamlText.parse(yaml)) : yaml.strip();
    }

    /** Adds an entry to a map, at its end or after another entry. */
    String insert(MapNode map, int index, String name, String yaml) {
        if (isFlow(map)) {
            String key = YamlText.plainInFlow(name);
            String value = key + ": " + YamlText.inFlow(YamlText.parse(yaml));
            if (map.entries().isEmpty()) {
                return put(map.span().start() + 1, value);
            }
            int at =
                    index == 0
                            ? map.entries().getFirst().key().span().start()
                            : end(map.entries().get(index - 1));
            return index == 0 ? put(at, value + ", ") : put(at, ", " + value);
        }
        int indent = column(map.entries().getFirst().key());
        String line = YamlText.scalar(name) + ":" + block(yaml, indent);
        if (index == 0) {
            int at = map.entries().getFirst().key().span().start();
            return put(at, line + lineBreak() + " ".repeat(indent));
        }
        int at = lineEnd(end(map.entries().get(index - 1)));
        return put(at, lineBreak() + " ".repeat(indent) + line);
    }

    /** Adds an item at the end of a list. */
    String append(ListNode list, String yaml) {
        if (isFlow(list)) {
            String value = YamlText.inFlow(YamlText.parse(yaml));
            int at =
                    list.items().isEmpty()
                            ? list.span().start() + 1
                            : list.items().getLast().span().end();
            return put(at, list.items().isEmpty() ? value : ", " + value);
        }
        int dash = list.span().start();
        int at = lineEnd(list.items().getLast().span().end());
        return put(at, lineBreak() + " ".repeat(columnOf(dash)) + "- " + single(yaml));
    }

    /** Removes an entry that is not the only one of its map, with the comment right above it. */
    String remove(MapNode map, MapNode.Entry entry) {
        int index = map.entries().indexOf(entry);
        int start = entry.key().span().start();
        if (isFlow(map)) {
            return removeFromFlow(
                    index == 0 ? -1 : end(map.entries().get(index - 1)),
                    new Span(start, end(entry)),
                    index + 1 == map.entries().size()
                            ? -1
                            : map.entries().get(index + 1).key().span().start());
        }
        if (!isBlank(lineStart(start), start)) {
            // The first entry after the dash of a list: the next one takes its place.
            int next = map.entries().get(index + 1).key().span().start();
            return text.substring(0, start) + text.substring(next);
        }
        return removeLines(start, end(entry));
    }

    /** Removes an item that is not the only one of its list. */
    String remove(ListNode list, int index) {
        var items = list.items();
        Span item = items.get(index).span();
        if (isFlow(list)) {
            return removeFromFlow(
                    index == 0 ? -1 : items.get(index - 1).span().end(),
                    item,
                    index + 1 == items.size() ? -1 : items.get(index + 1).span().start());
        }
        return removeLines(item.start(), item.end());
    }

    private String removeFromFlow(int endBefore, Span removed, int startAfter) {
        if (startAfter >= 0) {
            return text.substring(0, removed.start()) + text.substring(startAfter);
        }
        int from = endBefore >= 0 ? endBefore : removed.start();
        return text.substring(0, from) + text.substring(removed.end());
    }

    private String removeLines(int start, int end) {
        int from = lineStart(start);
        int indent = 0;
        while (text.charAt(from + indent) == ' ') {
            indent++;
        }
        // A comment right above, as deep as what it is about, goes with it.
        while (from > 0 && isComment(lineStart(from - 1), indent)) {
            from = lineStart(from - 1);
        }
        int to = lineEnd(end);
        if (to < text.length()) {
            to = text.indexOf('\n', to) + 1;
        }
        return text.substring(0, from) + text.substring(to);
    }

    private boolean isComment(int line, int indent) {
        return isBlank(line, Math.min(text.length(), line + indent))
                && line + indent < text.length()
                && text.charAt(line + indent) == '#';
    }

    /** A value as it stands after a key's colon, several lines indented below the key. */
    private String block(String yaml, int indent) {
        String value = yaml.strip();
        if (value.isEmpty()) {
            return "";
        }
        YamlText.parse(value);
        if (!value.contains("\n")) {
            return " " + value;
        }
        boolean scalar = value.startsWith("|") || value.startsWith(">");
        int first = scalar ? value.indexOf('\n') : 0;
        var lines = new StringBuilder(scalar ? " " + value.substring(0, first).strip() : "");
        for (String line : value.substring(scalar ? first + 1 : 0).stripIndent().split("\r?\n")) {
            lines.append(lineBreak());
            if (!line.isBlank()) {
                lines.append(" ".repeat(indent + 2)).append(line.stripTrailing());
            }
        }
        return lines.toString();
    }

    int end(MapNode.Entry entry) {
        return end(entry.value(), afterColon(entry));
    }

    private static int end(YamlNode value, int afterColon) {
        return value instanceof ScalarNode s && s.source().isEmpty()
                ? afterColon
                : value.span().end();
    }

    private int afterColon(MapNode.Entry entry) {
        return text.indexOf(':', entry.key().span().end()) + 1;
    }

    String put(int at, String more) {
        return text.substring(0, at) + more + text.substring(at);
    }

    int column(YamlNode node) {
        return columnOf(node.span().start());
    }

    private int columnOf(int offset) {
        return offset - lineStart(offset);
    }

    int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** End of the line, before its line break. */
    int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        if (end < 0) {
            return text.length();
        }
        return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private boolean isBlank(int from, int to) {
        return text.substring(from, to).isBlank();
    }
}
