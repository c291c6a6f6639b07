package dev.weir.api;

import java.util.Objects;

/** Some of the rows of a batch, in their order. Immutable. */
public final class Selection {
    private final int[] rows;
    private final int count;
    private final int size;

    private Selection(int[] rows, int count, int size) {
        this.rows = rows;
        this.count = count;
        this.size = size;
    }

    /**
     * The given rows, which rise strictly; the array must not be changed afterwards.
     *
     * @param count how many of the array's elements count
     * @param size number of rows of the batch
     */
    public static Selection of(int[] rows, int count, int size) {
        assert count <= size && (count == 0 || rows[count - 1] < size);
        return new Selection(rows, count, size);
    }

    /**
     * A choice that is no selection: rows in any order, also more than once; for gathering only.
     */
    static Selection anyOrder(int[] rows, int size) {
        for (int row : rows) {
            Objects.checkIndex(row, size);
        }
        return new Selection(rows, rows.length, size);
    }

    public static Selection none(int size) {
        return new Selection(new int[0], 0, size);
    }

    public static Selection all(int size) {
        int[] rows = new int[size];
        for (int row = 0; row < size; row++) {
            rows[row] = row;
        }
        return new Selection(rows, size, size);
    }

    /** Number of rows selected. */
    public int count() {
        return count;
    }

    /** Number of rows of the batch. */
    public int size() {
        return size;
    }

    /** The row of the batch that is selected at this place. */
    public int row(int place) {
        return rows[place];
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public boolean isAll() {
        return count == size;
    }

    /** The rows that are not selected. */
    public Selection complement() {
        int[] others = new int[size - count];
        int next = 0;
        int place = 0;
        for (int row = 0; row < size; row++) {
            if (place < count && rows[place] == row) {
                place++;
            } else {
                others[next++] = row;
            }
        }
        return new Selection(others, next, size);
    }

    /** The rows of this selection that are not in the other one of the same batch. */
    public Selection except(Selection other) {
        if (other.isEmpty()) {
            return this;
        }
        int[] kept = new int[count];
        int next = 0;
        int theirs = 0;
        for (int place = 0; place < count; place++) {
            while (theirs < other.count && other.rows[theirs] < rows[place]) {
                theirs++;
            }
            if (theirs == other.count || other.rows[theirs] != rows[place]) {
                kept[next++] = rows[place];
            }
        }
        return new Selection(kept, next, size);
    }

    /** Number of unbroken stretches of rows. */
    int runs() {
        int runs = count == 0 ? 0 : 1;
        for (int place = 1; place < count; place++) {
            if (rows[place] != rows[place - 1] + 1) {
                runs++;
            }
        }
        return runs;
    }
}
