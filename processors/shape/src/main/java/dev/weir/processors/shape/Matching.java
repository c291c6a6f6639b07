package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Output;
import dev.weir.api.Selection;

/** A way to find the rows of {@code right} that match those of {@code left}. */
sealed interface Matching extends AutoCloseable permits HashMatching, DatabaseMatching {

    /**
     * Takes in rows of {@code right}, which stay the caller's: their keys, then the columns that
     * they add. All come before the first row of {@code left}.
     */
    void add(Batch right) throws Exception;

    /** Joins rows, at once or by the next {@link #flush}; takes the batch. */
    void join(Batch left, Output output) throws Exception;

    /** Emits what was held back. */
    void flush(Output output) throws Exception;

    @Override
    void close();

    /** Emits the rows of {@code left} that have no match to where they are wanted. */
    static void emitRest(
            Join join, Batch left, boolean[] matched, boolean unmatchedIsRead, Output output)
            throws InterruptedException {
        if (!unmatchedIsRead) {
            output.count(Join.UNMATCHED, count(matched, false));
        }
        boolean anti = join.how() == Join.How.ANTI;
        if (!anti && !unmatchedIsRead) {
            return;
        }
        var unmatched = rows(matched, false);
        if (anti) {
            output.emit(left.only(unmatched));
        }
        if (unmatchedIsRead && !unmatched.isEmpty()) {
            output.emit(Join.UNMATCHED, left.only(unmatched));
        }
    }

    private static int count(boolean[] matched, boolean wanted) {
        int count = 0;
        for (boolean each : matched) {
            count += each == wanted ? 1 : 0;
        }
        return count;
    }

    /** The rows that have a match, or those that have none. */
    static Selection rows(boolean[] matched, boolean wanted) {
        int[] rows = new int[matched.length];
        int count = 0;
        for (int row = 0; row < matched.length; row++) {
            if (matched[row] == wanted) {
                rows[count++] = row;
            }
        }
        return Selection.of(rows, count, matched.length);
    }
}
