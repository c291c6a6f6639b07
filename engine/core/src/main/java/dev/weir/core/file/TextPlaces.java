package dev.weir.core.file;

import dev.weir.core.file.YamlNode.Span;
import java.util.regex.Pattern;

/**
 * Where in a YAML text the parts of its nodes begin and end: lines, colons, dashes, anchors.
 *
 * @param text that the nodes were read from
 */
record TextPlaces(String text) {
    private static final Pattern BLOCK_HEADER = Pattern.compile("[|>][-+0-9]*([ \t]+#[^\r\n]*)");

    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    boolean isFlow(YamlNode node) {
        return begins(node, '{') || begins(node, '[');
    }

    /** Whether it only names what stands elsewhere. */
    boolean isAlias(YamlNode node) {
        return begins(node, '*');
    }

    private boolean begins(YamlNode node, char c) {
        int at = node.span().start();
        return at < node.span().end() && text.charAt(at) == c;
    }

    /** Whether a key has a colon; between braces it may stand alone. */
    boolean hasColon(MapNode.Entry entry) {
        return colon(entry) >= 0;
    }

    private int colon(MapNode.Entry entry) {
        int end = entry.key().span().end();
        int colon = text.indexOf(':', end);
        return colon >= 0 && isBlank(end, colon) ? colon : -1;
    }

    /** Where an entry's value goes: behind the key, its colon, and the anchor if there is one. */
    int afterName(MapNode.Entry entry) {
        int colon = colon(entry);
        int after = colon < 0 ? entry.key().span().end() : colon + 1;
        return afterProperties(after, entry.value().span().start());
    }

    /** Behind the anchor between two places, or the first of them. */
    private int afterProperties(int from, int to) {
        int after = from;
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '#') {
                at = lineEnd(at);
            } else if (c == '&' || c == '!') {
                at = new ValueBounds(text).propertyEnd(at);
                after = at;
            } else {
                at++;
            }
        }
        return after;
    }

    int end(MapNode.Entry entry) {
        return Math.max(afterName(entry), valueEnd(entry.value()));
    }

    private static int valueEnd(YamlNode value) {
        return value instanceof ScalarNode s && s.source().isEmpty() ? 0 : value.span().end();
    }

    /** The comment behind the key of a value that begins below it, with the space before it. */
    String headComment(int from, YamlNode value) {
        if (value instanceof ScalarNode scalar) {
            var header = BLOCK_HEADER.matcher(scalar.source());
            return header.lookingAt() ? header.group(1) : "";
        }
        int end = lineEnd(from);
        return end <= value.span().start() ? text.substring(from, end).stripTrailing() : "";
    }

    /** Where an item begins, its anchor included. */
    int start(ListNode list, int index) {
        Span item = list.items().get(index).span();
        int at = index == 0 ? list.span().start() : list.items().get(index - 1).span().end();
        while (at < item.start()) {
            char c = text.charAt(at);
            if (c == '&' || c == '!') {
                return at;
            }
            at = c == '#' ? lineEnd(at) : at + 1;
        }
        return item.start();
    }

    /** The dash before an item of a block list. */
    int dash(ListNode list, int index) {
        int column = columnOf(list.span().start());
        int at = start(list, index);
        while (at > list.span().start() && !isAt('-', lineStart(at) + column)) {
            at = lineStart(at) - 1;
        }
        return Math.max(list.span().start(), lineStart(at) + column);
    }

    private boolean isAt(char c, int offset) {
        return offset < text.length() && text.charAt(offset) == c;
    }

    int column(YamlNode node) {
        return columnOf(node.span().start());
    }

    int columnOf(int offset) {
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

    boolean isBlank(int from, int to) {
        return text.substring(from, to).isBlank();
    }

    /** Whether a line is a comment as deep as an indentation. */
    boolean isComment(int line, int indent) {
        return isBlank(line, Math.min(text.length(), line + indent)) && isAt('#', line + indent);
    }
}
