package dev.weir.processors.files.jsonl;

import dev.weir.processors.files.column.Cells;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where a JSON value ends, without looking into it: lists and objects are told by their
 * brackets.
 */
final class JsonCells {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private JsonCells() {}

    /** A value, or {@link Cells#MISSING} if there is none. */
    static long value(byte[] bytes, int at, int end) {
        if (at >= end) {
            return Cells.MISSING;
        }
        return switch (bytes[at]) {
            case '"' -> text(bytes, at, end);
            case '{', '[' -> nested(bytes, at, end);
            default -> literal(bytes, at, end);
        };
    }

    /** The text that a quote begins, or {@link Cells#MISSING} if it has no end. */
    static long text(byte[] bytes, int at, int end) {
        boolean escaped = false;
        int i = at + 1;
        while (i < end) {
            long word = (long) LONG.get(bytes, i);
            long quote = word ^ '"' * ONES;
            long slash = word ^ '\\' * ONES;
            long found = (quote - ONES & ~quote | slash - ONES & ~slash) & HIGH;
            if (found == 0) {
                i += 8;
                continue;
            }
            i += Long.numberOfTrailingZeros(found) >>> 3;
            if (i >= end) {
                break;
            }
            if (bytes[i] == '"') {
                return Cells.quoted(at + 1, i, escaped);
            }
            escaped = true;
            i += 2;
        }
        return Cells.MISSING;
    }

    private static long nested(byte[] bytes, int from, int end) {
        int depth = 0;
        int at = from;
        while (at < end) {
            switch (bytes[at]) {
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        return Cells.of(from, at + 1);
                    }
                }
                case '"' -> {
                    long text = text(bytes, at, end);
                    if (text == Cells.MISSING) {
                        return text;
                    }
                    at = Cells.end(text);
                }
                default -> {}
            }
            at++;
        }
        return Cells.MISSING;
    }

    /** A number, true, false or null. */
    private static long literal(byte[] bytes, int from, int end) {
        int at = from;
        boolean number = bytes[from] == '-' || bytes[from] >= '0' && bytes[from] <= '9';
        while (at < end && (number ? isNumeric(bytes[at]) : bytes[at] >= 'a' && bytes[at] <= 'z')) {
            at++;
        }
        int size = at - from;
        boolean known =
                number
                        || is(bytes, from, size, "true")
                        || is(bytes, from, size, "false")
                        || is(bytes, from, size, "null");
        return known ? Cells.of(from, at) : Cells.MISSING;
    }

    private static boolean isNumeric(byte b) {
        return b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E';
    }

    static boolean isNull(byte[] bytes, long value) {
        int start = Cells.start(value);
        return !Cells.isQuoted(value) && is(bytes, start, Cells.end(value) - start, "null");
    }

    private static boolean is(byte[] bytes, int from, int size, String word) {
        if (size != word.length()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
