package dev.weir.core.file;

import java.util.ArrayList;
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

    /** As {@link #scalar}, a text of several lines as a block of them. */
    static String text(String text) {
        return isLiteral(text) ? String.join("\n  ", literal(text)) : scalar(text);
    }

    private static boolean isLiteral(String text) {
        return text.contains("\n")
                && !text.isBlank()
                && text.chars()
                        .allMatch(c ->
                                c == '\n'
                                        || c == '\t'
                                        || c >= ' ' && c < 0x7f
                                        || c > 0xa0 && isReadable(c));
    }

    /** Line breaks of old and what is no character would not be read as they are written. */
    private static boolean isReadable(int c) {
        return c != 0x2028 && c != 0x2029 && c != 0xfeff && c < 0xfffe;
    }

    /** A block scalar, not indented: its header, then the lines below it. */
    static List<String> literal(String text) {
        String body = text.replaceFirst("\n+$", "");
        int breaks = text.length() - body.length();
        var lines = new ArrayList<>(List.of(body.split("\n", -1)));
        String first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
        boolean deep =
                lines.subList(0, lines.indexOf(first) + 1).stream()
                        .anyMatch(line -> line.startsWith(" "));
        String end = breaks == 0 ? "-" : breaks == 1 ? "" : "+";
        lines.addFirst("|" + (deep ? "2" : "") + end);
        for (int i = 1; i < breaks; i++) {
            lines.add("");
        }
        return lines;
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
                    if (c < ' ' || c >= 0x7f && c <= 0xa0 || !isReadable(c)) {
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
                    scalar.isAlias()
                            ? quoted(scalar.raw())
                            : line ? scalar.source() : doubleQuoted(scalar.raw());
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

    /** Whether a value is a text written as a block of lines. */
    static boolean isBlock(String yaml) {
        return parse(yaml) instanceof ScalarNode scalar && scalar.isBlock();
    }

    /** Reads a value that somebody wants to put into a file. */
    static YamlNode parse(String yaml) {
        // The last line of a block has a line break in a file.
        var document = YamlDocument.read(yaml.endsWith("\n") ? yaml : yaml + "\n", "value");
        if (!document.problems().isEmpty()) {
            var problem = document.problems().getFirst();
            throw new IllegalArgumentException(
                    "'%s' is not a YAML value: %s".formatted(yaml, problem.message()));
        }
        return document.root().orElse(ScalarNode.of("", new dev.weir.core.problem.Mark("", 1, 1)));
    }
}
