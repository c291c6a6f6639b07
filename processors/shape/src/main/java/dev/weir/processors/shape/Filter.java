package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Evaluator;
import dev.weir.api.Expression;
import dev.weir.api.Failures;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Output;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Selection;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Keeps the rows for which a condition is true; the others leave by {@code rest}. */
@Processor.Named(value = "filter", group = "Transforms")
@Doc("Keeps the rows for which a condition is true; the others leave by `rest`.")
@Port(name = "rest", doc = "The rows for which the condition is false or null.")
@Port(name = "errors", doc = "The rows for which the condition could not be worked out.")
public record Filter(
        @Doc(value = "What must be true of a row.", example = "status = 'completed' and qty > 2")
                Expression where)
        implements Transform {

    static final String REST = "rest";

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        var schema = inputs.only();
        context.check("where", where, schema)
                .filter(type -> !(type.getType() instanceof ArrowType.Bool))
                .ifPresent(type ->
                        context.problem(
                                "where",
                                "is %s, not true or false; compare it with something"
                                        .formatted(ColumnType.name(type))));
        return Outputs.of(schema).and(REST, schema).and(ERRORS, Rejections.SCHEMA);
    }

    @Override
    public boolean stateless() {
        return true;
    }

    @Override
    public TransformTask start(Context context) {
        return new Task(context, context.evaluator(where, context.inputs().only()));
    }

    private static final class Task implements TransformTask {
        private final Evaluator where;
        private final boolean restIsRead;
        private final Failures failures = new Failures();
        private final FailedRows failed;

        Task(Context context, Evaluator where) {
            this.where = where;
            restIsRead = context.isRead(REST);
            failed = new FailedRows(context);
        }

        @Override
        public void process(InputPort input, Batch batch, Output output) throws Exception {
            failures.clear();
            Selection kept;
            try {
                kept = where.select(batch, failures);
            } catch (Exception | Error e) {
                batch.close();
                throw e;
            }
            if (kept.isAll()) {
                output.emit(batch);
                return;
            }
            try (batch) {
                split(batch, kept, output);
            }
        }

        private void split(Batch batch, Selection kept, Output output) throws InterruptedException {
            failed.add(batch, failures, "", output);
            if (!kept.isEmpty()) {
                output.emit(batch.only(kept));
            }
            if (restIsRead) {
                var bad = failed.selection(batch.rows());
                output.emit(REST, batch.only(kept.complement().except(bad)));
            } else {
                output.count(REST, batch.rows() - kept.count() - failed.count());
            }
            failed.flush(output);
        }

        @Override
        public void close() {
            where.close();
            failed.close();
        }
    }
}
