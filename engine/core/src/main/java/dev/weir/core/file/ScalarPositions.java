package dev.weir.core.file;

/**
 * Finds where a character of a scalar's value stands in its source, past quotes, escapes, folded
 * lines and indentation.
 *
 * <p>Value and source are walked side by side. A run of white space with a line break in the source
 * stands for a run of white space in the value, whatever its length; all else is one to one but for
 * escapes.
 */
final class ScalarPositions {
    private final ScalarNode scalar;
    private final String source;
    private int at;

    ScalarPositions(ScalarNode scalar) {
        this.scalar = scalar;
        this.source = scalar.source();
        this.at = start();
    }

    /** Offset in the source of a character of the value; the length of the value is its end. */
    int find(int offset) {
        String raw = scalar.raw();
        int i = 0;
        while (i < raw.length() && at < source.length()) {
            skipContinuation();
            int escape = escapeLength();
            int white = escape > 0 ? 0 : whiteLength();
            if (white > 0) {
                int run = whiteRun(raw, i);
                if (offset < i + run) {
                    return at;
                }
                i += run;
                at += white;
                continue;
            }
            if (offset <= i) {
                return at;
            }
            i++;
            at += Math.max(1, escape);
        }
        return Math.min(at, source.length());
    }

    private int start() {
        return switch (scalar.style()) {
            case PLAIN -> 0;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> 1;
            case LITERAL, FOLDED -> {
                int line = source.indexOf('\n') + 1;
                while (line < source.length() && Character.isWhitespace(source.charAt(line))) {
                    line++;
                }
                yield line;
            }
        };
    }

    /** A backslash at a line's end, with which a line goes on. */
    private void skipContinuation() {
        while (scalar.style() == ScalarNode.Style.DOUBLE_QUOTED
                && at + 1 < source.length()
                && source.charAt(at) == '\\'
                && (source.charAt(at + 1) == '\n' || source.charAt(at + 1) == '\r')) {
            at++;
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                at++;
            }
        }
    }

    private int escapeLength() {
        if (scalar.style() == ScalarNode.Style.SINGLE_QUOTED) {
            return source.startsWith("''", at) ? 2 : 0;
        }
        if (scalar.style() != ScalarNode.Style.DOUBLE_QUOTED
                || source.charAt(at) != '\\'
                || at + 1 >= source.length()) {
            return 0;
        }
        return switch (source.charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    /** Length of a run of white space that holds a line break, or 0. */
    private int whiteLength() {
        int end = at;
        boolean broken = false;
        while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
            broken |= source.charAt(end) == '\n';
            end++;
        }
        return broken ? end - at : 0;
    }

    private static int whiteRun(String raw, int from) {
        int end = from;
        while (end < raw.length() && Character.isWhitespace(raw.charAt(end))) {
            end++;
        }
        return end - from;
    }
}
