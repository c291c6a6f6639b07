package dev.weir.core.file;

import java.util.regex.Pattern;

/**
 * Where a value begins and ends in a text, where the parser is not exact: it counts the anchor, and
 * what lies between a block and the next value.
 */
record ValueBounds(String text) {
    private static final Pattern KEEPS = Pattern.compile("\\|[0-9]*\\+");

    /** Behind the anchor, and what separates the value from it. */
    int content(int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '&' || c == '!') {
                at = propertyEnd(at);
            } else if (c == '#') {
                at = lineEnd(at, text.length());
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    /** The end of an anchor or a tag. */
    int propertyEnd(int start) {
        int at = start;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && ",[]{}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** The end of a literal's last line, before its line break. */
    int literalEnd(int start, int end, String value) {
        int at = start;
        for (long below = linesBelow(start, end, value); below > 0; below--) {
            int next = text.indexOf('\n', at);
            if (next < 0 || next >= end) {
                break;
            }
            at = next + 1;
        }
        int lineEnd = lineEnd(at, end);
        return lineEnd > start && text.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
    }

    /** How many lines of a literal stand below its header; empty ones at its end if they count. */
    private long linesBelow(int start, int end, String value) {
        boolean keeps = KEEPS.matcher(text).region(start, end).lookingAt();
        String counted = keeps ? value : value.replaceFirst("\n+$", "");
        long breaks = counted.chars().filter(c -> c == '\n').count();
        return counted.isEmpty() || counted.endsWith("\n") ? breaks : breaks + 1;
    }

    private int lineEnd(int from, int end) {
        int found = text.indexOf('\n', from);
        return found < 0 ? end : Math.min(found, end);
    }
}
