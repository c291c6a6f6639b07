package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Failures;
import dev.weir.api.Output;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Selection;
import java.util.BitSet;

/**
 * Rows of one batch at a time for which something could not be worked out, on their way to {@code
 * errors}.
 */
final class FailedRows implements AutoCloseable {
    private final Rejections rejections;
    private final BitSet failed = new BitSet();

    FailedRows(Context context) {
        rejections = new Rejections(context);
    }

    /**
     * Rejects the rows that failed, each once, for the first reason.
     *
     * @param batch the rows as they came in
     * @param column the column that was at fault; empty if there is no single one
     */
    void add(Batch batch, Failures failures, String column, Output output)
            throws InterruptedException {
        for (int failure = 0; failure < failures.count(); failure++) {
            int row = failures.row(failure);
            if (failed.get(row)) {
                continue;
            }
            failed.set(row);
            rejections.add(batch, row, failures.code(failure), failures.message(failure), column);
            if (rejections.isFull()) {
                rejections.flush(Processor.ERRORS, output);
            }
        }
    }

    boolean isEmpty() {
        return failed.isEmpty();
    }

    int count() {
        return failed.cardinality();
    }

    /** The failed rows of a batch of the given size. */
    Selection selection(int size) {
        int[] rows = failed.stream().toArray();
        return Selection.of(rows, rows.length, size);
    }

    /** The batch is done: emits what failed and is ready for the next. */
    void flush(Output output) throws InterruptedException {
        failed.clear();
        rejections.flush(Processor.ERRORS, output);
    }

    @Override
    public void close() {
        rejections.close();
    }
}
