package dev.weir.core.file;

import java.util.List;
import java.util.regex.Pattern;

/** Writes values as YAML. */
final class YamlText {
    private static final Pattern UNSAFE_START = Pattern.compile("[-?:,\\[\\]{}#&*!|>'\"%@`\\s].*");
    private static final Pattern PLAIN_DASH = Pattern.compile("[-?:][^\\s].*");

    private YamlText() {}

    /** A scalar that reads back as this text: plain if it can be, otherwise quoted. */
    static String scalar(String text) {
        if (isPlain(text)) {
            return text;
        }
        return quoted(text);
    }

    private static String quoted(String text) {
        boolean printable =
                text.chars().allMatch(c -> c >= ' ' && c != 0x7f && c != 0x85 && c < 0xd800);
        return printable ? "'" + text.replace("'", "''") + "'" : doubleQuoted(text);
    }

    private static boolean isPlain(String text) {
        boolean start = !UNSAFE_START.matcher(text).matches() || PLAIN_DASH.matcher(text).matches();
        return !text.isEmpty()
                && start
                && !text.equals("null")
                && !text.equals("~")
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && !text.endsWith(" ")
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7f || c > 0xa0 && c < 0xd800);
    }

    private static String doubleQuoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < ' ' || c >= 0x7f && c <= 0xa0) {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** A value on one line, as it may stand between brackets and braces. */
    static String inFlow(YamlNode node) {
        return switch (node) {
            case ScalarNode scalar -> inFlow(scalar);
            case ListNode(_, _, List<YamlNode> items) ->
                    "[" + String.join(", ", items.stream().map(YamlText::inFlow).toList()) + "]";
            case MapNode map ->
                    "{"
                            + String.join(
                                    ", ",
                                    map.entries().stream()
                                            .map(e -> inFlow(e.key()) + ": " + inFlow(e.value()))
                                            .toList())
                            + "}";
        };
    }

    private static String inFlow(ScalarNode scalar) {
        boolean line = !scalar.source().contains("\n");
        return switch (scalar.style()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED ->
                    line ? scalar.source() : doubleQuoted(scalar.raw());
            case LITERAL, FOLDED -> doubleQuoted(scalar.raw());
            case PLAIN -> scalar.isNull() ? "null" : plainInFlow(scalar.raw());
        };
    }

    /** A text, or a key, as it may stand between brackets and braces. */
    static String plainInFlow(String raw) {
        boolean special =
                raw.startsWith("?")
                        || raw.startsWith(":")
                        || raw.chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0);
        return special ? quoted(raw) : scalar(raw);
    }

    /** Reads a value that somebody wants to put into a file. */
    static YamlNode parse(String yaml) {
        var document = YamlDocument.read(yaml, "value");
        if (!document.problems().isEmpty()) {
            var problem = document.problems().getFirst();
            throw new IllegalArgumentException(
                    "'%s' is not a YAML value: %s".formatted(yaml, problem.message()));
        }
        return document.root().orElse(ScalarNode.of("", new dev.weir.core.problem.Mark("", 1, 1)));
    }
}
