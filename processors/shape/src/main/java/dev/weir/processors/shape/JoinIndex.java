package dev.weir.processors.shape;

import java.util.Arrays;

/**
 * Finds rows by their key: a table of chains. Rows with one key lie in one chain, in their order.
 * Takes some 30 bytes of heap a row, and the keys.
 */
final class JoinIndex {

    private static final int NONE = -1;
    private static final int NOT_LOOKED_UP = -2;

    private final boolean isNumber;

    /** Numbers of the rows, or hashes of their bytes. */
    private long[] keys = new long[JoinKeys.CHUNK];

    private boolean[] missing = new boolean[JoinKeys.CHUNK];
    private byte[] bytes = new byte[0];
    private int[] ends = new int[1];
    private int rows;
    private int[] heads = new int[0];
    private int[] next = new int[0];

    // What the rows of a search begin with, looked up for all of them at once: the processor waits
    // for many places in memory together where it would wait for one after the other.
    private final int[] firsts = new int[JoinKeys.CHUNK];
    private final long[] firstKeys = new long[JoinKeys.CHUNK];
    private final int[] seconds = new int[JoinKeys.CHUNK];

    // Where a search stands that had to stop.
    private int row;
    private int candidate = NOT_LOOKED_UP;
    private boolean found;

    /**
     * @param isNumber whether keys are numbers, and not bytes
     */
    JoinIndex(boolean isNumber) {
        this.isNumber = isNumber;
    }

    /** Pairs of rows that match. */
    interface Matches {
        /** Whether no more are taken now. */
        boolean isFull();

        void add(int left, int right);

        /** All matches of a row were added. */
        void done(int left, boolean matched);
    }

    int rows() {
        return rows;
    }

    /** Adds rows behind those before. */
    void add(JoinKeys more, int count) {
        reserve(count);
        for (int i = 0; i < count; i++) {
            missing[rows + i] = more.isMissing(i);
            keys[rows + i] = isNumber ? more.number(i) : more.hash(i);
        }
        if (!isNumber) {
            int used = ends[rows];
            int length = more.end(count - 1) - more.start(0);
            if (used + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length * 2));
            }
            System.arraycopy(more.bytes(), more.start(0), bytes, used, length);
            for (int i = 0; i < count; i++) {
                ends[rows + i + 1] = used + more.end(i) - more.start(0);
            }
        }
        rows += count;
    }

    private void reserve(int count) {
        if (rows + count > keys.length) {
            int size = Math.max(rows + count, keys.length * 2);
            keys = Arrays.copyOf(keys, size);
            missing = Arrays.copyOf(missing, size);
        }
        if (!isNumber && rows + count >= ends.length) {
            ends = Arrays.copyOf(ends, keys.length + 1);
        }
    }

    /** Makes the rows findable; none are added any more. */
    void seal() {
        int size = Integer.highestOneBit(Math.max(rows, 8)) * 4;
        heads = new int[size];
        Arrays.fill(heads, NONE);
        next = new int[rows];
        for (int at = rows - 1; at >= 0; at--) {
            if (!missing[at]) {
                int slot = slot(isNumber ? JoinKeys.hash(keys[at]) : keys[at]);
                next[at] = heads[slot];
                heads[slot] = at;
            }
        }
        missing = new boolean[0];
    }

    private int slot(long hash) {
        return (int) hash & heads.length - 1;
    }

    /**
     * Looks up rows; true if all are done, false if the matches are full and the same call is to be
     * made again.
     *
     * @param first number of the first of the rows
     * @param oneEach whether one match of a row is enough
     */
    boolean find(JoinKeys wanted, int count, int first, boolean oneEach, Matches matches) {
        if (row == 0 && candidate == NOT_LOOKED_UP) {
            lookUp(wanted, count);
        }
        for (; row < count; row++) {
            if (matches.isFull()) {
                return false;
            }
            if (candidate == NOT_LOOKED_UP) {
                found = false;
                candidate = firsts[row];
            }
            while (candidate != NONE) {
                if (matches.isFull()) {
                    return false;
                }
                int here = candidate;
                boolean isFirst = here == firsts[row];
                candidate = isFirst ? seconds[row] : next[here];
                long key = isFirst ? firstKeys[row] : keys[here];
                if (isEqual(key, here, wanted)) {
                    found = true;
                    matches.add(first + row, here);
                    candidate = oneEach ? NONE : candidate;
                }
            }
            matches.done(first + row, found);
            candidate = NOT_LOOKED_UP;
        }
        row = 0;
        return true;
    }

    private void lookUp(JoinKeys wanted, int count) {
        for (int i = 0; i < count; i++) {
            firsts[i] = wanted.isMissing(i) ? NONE : heads[slot(wanted.hash(i))];
        }
        for (int i = 0; i < count; i++) {
            firstKeys[i] = firsts[i] == NONE ? 0 : keys[firsts[i]];
        }
        for (int i = 0; i < count; i++) {
            seconds[i] = firsts[i] == NONE ? NONE : next[firsts[i]];
        }
    }

    private boolean isEqual(long key, int here, JoinKeys wanted) {
        if (key != (isNumber ? wanted.number(row) : wanted.hash(row))) {
            return false;
        }
        return isNumber || haveSameBytes(here, wanted);
    }

    private boolean haveSameBytes(int here, JoinKeys wanted) {
        return Arrays.equals(
                bytes,
                ends[here],
                ends[here + 1],
                wanted.bytes(),
                wanted.start(row),
                wanted.end(row));
    }
}
