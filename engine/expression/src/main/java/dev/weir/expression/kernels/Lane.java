package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values of one column for the rows of a chunk, in plain arrays of which only the type's own is
 * used. Values of null rows are arbitrary but harmless.
 *
 * <p>Exact numbers, dates and times are longs (decimals in units of their last digit), floating
 * numbers doubles. The bytes of texts stand one after the other; there is always room for some
 * words behind the last.
 */
final class Lane {
    /** Most rows of a chunk. */
    static final int SIZE = 2048;

    private static final int SLACK = 32;

    final boolean[] isNull = new boolean[SIZE];
    boolean anyNull;

    final boolean[] bools;
    final long[] longs;
    final double[] doubles;
    final int[] offsets;
    byte[] bytes;

    Lane(Type type) {
        boolean isText = false;
        boolean isFloating = false;
        boolean isBool = false;
        switch (type.kind()) {
            case BOOL -> isBool = true;
            case TEXT -> isText = true;
            case FLOAT, DOUBLE -> isFloating = true;
            default -> {}
        }
        bools = new boolean[isBool ? SIZE : 0];
        doubles = new double[isFloating ? SIZE : 0];
        longs = new long[isBool || isText || isFloating ? 0 : SIZE];
        offsets = new int[isText ? SIZE + 1 : 0];
        bytes = new byte[isText ? 8 * SIZE + SLACK : 0];
    }

    /** The same values, of which others can be made null. */
    Lane(Lane values, int count) {
        bools = values.bools;
        doubles = values.doubles;
        longs = values.longs;
        offsets = values.offsets;
        bytes = values.bytes;
        nullsOf(values, count);
    }

    int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    String text(int row) {
        return new String(bytes, offsets[row], length(row), StandardCharsets.UTF_8);
    }

    /** Makes room for so many bytes of text, keeping what is there. */
    byte[] room(int size) {
        if (bytes.length < size + SLACK) {
            bytes = Arrays.copyOf(bytes, Math.max(size + SLACK, bytes.length * 2));
        }
        return bytes;
    }

    /** The next row's text, copied to the end. */
    void append(int row, byte[] from, int start, int length) {
        int end = offsets[row];
        System.arraycopy(from, start, room(end + length), end, length);
        offsets[row + 1] = end + length;
    }

    void append(int row, Lane from, int fromRow) {
        append(row, from.bytes, from.offsets[fromRow], from.length(fromRow));
    }

    void append(int row, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        append(row, utf8, 0, utf8.length);
    }

    void noNulls(int count) {
        Arrays.fill(isNull, 0, count, false);
        anyNull = false;
    }

    void setNull(int row) {
        isNull[row] = true;
        anyNull = true;
    }

    void nullsOf(Lane from, int count) {
        if (from.anyNull) {
            System.arraycopy(from.isNull, 0, isNull, 0, count);
            anyNull = true;
        } else {
            noNulls(count);
        }
    }

    /** Null where either is. */
    void nullsOf(Lane left, Lane right, int count) {
        if (left.anyNull && right.anyNull) {
            for (int i = 0; i < count; i++) {
                isNull[i] = left.isNull[i] | right.isNull[i];
            }
            anyNull = true;
        } else {
            nullsOf(left.anyNull ? left : right, count);
        }
    }

    /** Copies the value of a row of another lane of the same type; texts row by row in order. */
    void copy(int row, Lane from) {
        isNull[row] = from.anyNull && from.isNull[row];
        anyNull |= isNull[row];
        if (longs.length > 0) {
            longs[row] = from.longs[row];
        } else if (doubles.length > 0) {
            doubles[row] = from.doubles[row];
        } else if (bools.length > 0) {
            bools[row] = from.bools[row];
        } else {
            append(row, from, row);
        }
    }
}
