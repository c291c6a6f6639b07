package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Evaluator;
import dev.weir.api.Failures;
import dev.weir.api.InputPort;
import dev.weir.api.Output;
import dev.weir.api.TransformTask;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Arranges the columns of each batch, then works out one new column after the other. */
final class SelectTask implements TransformTask {
    private final Schema arranged;
    private final int[] columns;
    private final List<Step> steps;
    private final Failures failures = new Failures();
    private final FailedRows failed;

    /** A column to replace or to add, and what it is worked out by. */
    record Step(Field to, Evaluator evaluator) {}

    SelectTask(Context context, Arrangement arrangement, List<Step> steps) {
        arranged = arrangement.schema();
        columns = arrangement.indexes();
        this.steps = List.copyOf(steps);
        failed = new FailedRows(context);
    }

    @Override
    public void process(InputPort input, Batch batch, Output output) throws Exception {
        Batch shaped;
        int rows = batch.rows();
        try (batch) {
            shaped = shaped(batch, output);
        }
        if (failed.isEmpty()) {
            output.emit(shaped);
            return;
        }
        try (shaped) {
            output.emit(shaped.without(failed.selection(rows)));
        }
        failed.flush(output);
    }

    private Batch shaped(Batch batch, Output output) throws Exception {
        Batch current = batch.columns(arranged, columns);
        for (Step step : steps) {
            try (Batch before = current) {
                current = work(step, before, batch, failures, failed, output);
            }
        }
        return current;
    }

    /**
     * The batch with the values of one more step.
     *
     * @param original the rows as they came in, for those that fail
     */
    static Batch work(
            Step step,
            Batch current,
            Batch original,
            Failures failures,
            FailedRows failed,
            Output output)
            throws Exception {
        failures.clear();
        FieldVector values = step.evaluator.evaluate(current, failures);
        try {
            failed.add(original, failures, step.to.getName(), output);
        } catch (InterruptedException | RuntimeException e) {
            values.close();
            throw e;
        }
        var at = Select.index(current.schema(), step.to.getName());
        return at.isPresent()
                ? current.replacing(at.get(), step.to, values)
                : current.with(step.to, values);
    }

    @Override
    public void close() {
        steps.forEach(step -> step.evaluator.close());
        failed.close();
    }
}
