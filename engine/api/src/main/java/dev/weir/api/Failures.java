package dev.weir.api;

import java.util.Arrays;

/** Rows of a batch for which something could not be worked out, and why. */
public final class Failures {
    private int[] rows = new int[8];
    private String[] codes = new String[8];
    private String[] messages = new String[8];
    private int count;

    /** Adds a row; of several failures of one row, all are kept, in the order of adding. */
    public void add(int row, String code, String message) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
            codes = Arrays.copyOf(codes, count * 2);
            messages = Arrays.copyOf(messages, count * 2);
        }
        rows[count] = row;
        codes[count] = code;
        messages[count++] = message;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Number of failures, which may be more than that of the rows. */
    public int count() {
        return count;
    }

    public int row(int failure) {
        return rows[failure];
    }

    public String code(int failure) {
        return codes[failure];
    }

    public String message(int failure) {
        return messages[failure];
    }

    public void clear() {
        count = 0;
    }

    /** The rows that failed, of a batch of the given size. */
    public Selection selection(int size) {
        int[] sorted = Arrays.stream(rows, 0, count).sorted().distinct().toArray();
        return Selection.of(sorted, sorted.length, size);
    }
}
