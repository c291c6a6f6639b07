package dev.weir.core.file;

import dev.weir.core.problem.Mark;

/**
 * A single value.
 *
 * @param raw the text without quotes and escapes, otherwise as it was written: {@code NO}, {@code
 *     010} and {@code 1.10} stay what they are
 * @param source the characters of the file, quotes included; of an alias its name
 */
public record ScalarNode(Mark mark, Span span, String raw, Style style, String source)
        implements YamlNode {

    /** How a scalar is written. */
    public enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /** A value that stands in no file. */
    public static ScalarNode of(String raw, Mark mark) {
        return new ScalarNode(mark, Span.NONE, raw, Style.PLAIN, raw);
    }

    /** Whether it only names a value that stands elsewhere. */
    boolean isAlias() {
        return source.startsWith("*") && span.end() > span.start();
    }

    /** Whether it is written as a block of lines below its key. */
    boolean isBlock() {
        return (style == Style.LITERAL || style == Style.FOLDED) && !isAlias();
    }

    /** Whether the author said that this is text, whatever it looks like. */
    public boolean quoted() {
        return style != Style.PLAIN;
    }

    /** Whether it says that there is no value. */
    public boolean isNull() {
        return !quoted() && (raw.isEmpty() || raw.equals("null") || raw.equals("~"));
    }

    /**
     * Where a character of {@link #raw} stands in the file, whatever quotes, escapes and folded
     * lines lie before it. Of an alias it is the alias.
     */
    public Mark markAt(int offset) {
        if (isAlias()) {
            return mark;
        }
        int position = new ScalarPositions(this).find(offset);
        int line = source.lastIndexOf('\n', position - 1) + 1;
        int breaks = (int) source.substring(0, line).chars().filter(c -> c == '\n').count();
        return breaks == 0
                ? new Mark(mark.file(), mark.line(), mark.column() + position)
                : new Mark(mark.file(), mark.line() + breaks, position - line + 1);
    }
}
