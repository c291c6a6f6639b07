package dev.weir.processors.files.column;

/**
 * Where values stand in an array of bytes: a cell is a {@code long} with start, end, and whether
 * the value stood in quotes and still holds escapes. The array must be padded as {@link #PADDING}
 * says.
 */
public final class Cells {

    /** Bytes that every array must have before the first and behind the last that counts. */
    public static final int PADDING = 32;

    /** A value that is not there: empty and without quotes. */
    public static final long MISSING = of(PADDING, PADDING);

    private static final long QUOTED = 1L << 63;
    private static final long ESCAPED = 1L << 62;
    private static final int PLACE = (1 << 30) - 1;

    private Cells() {}

    public static long of(int start, int end) {
        return (long) start << 32 | end;
    }

    public static long quoted(int start, int end, boolean escaped) {
        return of(start, end) | QUOTED | (escaped ? ESCAPED : 0);
    }

    public static int start(long cell) {
        return (int) (cell >>> 32) & PLACE;
    }

    public static int end(long cell) {
        return (int) cell;
    }

    public static boolean isQuoted(long cell) {
        return cell < 0;
    }

    public static boolean isEscaped(long cell) {
        return (cell & ESCAPED) != 0;
    }

    /** Whether nothing stands there, not even quotes. */
    public static boolean isMissing(long cell) {
        return cell >= 0 && (int) (cell >>> 32) == (int) cell;
    }
}
