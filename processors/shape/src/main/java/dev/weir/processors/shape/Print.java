package dev.weir.processors.shape;

import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.Doc;
import dev.weir.api.Processor;
import dev.weir.api.Range;
import dev.weir.api.Sink;
import dev.weir.api.SinkTask;

/** Writes rows to the standard output, for looking. */
@Processor.Named(value = "print", group = "Sinks")
@Doc(
        "Writes rows to the standard output of the engine, for looking. "
                + "After a crash rows may be written again.")
public record Print(
        @Doc("How rows are written.") @Default("json") Format format,
        @Doc("Rows to write; what comes after them is only counted.")
                @Default("100")
                @Range(min = 0)
                long limit)
        implements Sink<Print.Written> {

    /** How rows are written. */
    public enum Format {
        @Doc("One JSON object a line.")
        JSON,
        @Doc("Columns under their names.")
        TABLE
    }

    /** Rows written so far, so that the limit holds over a restart. */
    public record Written(long rows) {}

    @Override
    public Class<Written> receiptType() {
        return Written.class;
    }

    @Override
    public Delivery delivery() {
        return Delivery.AT_LEAST_ONCE;
    }

    @Override
    public boolean canReplace() {
        return true;
    }

    @Override
    public boolean takesFamily() {
        return true;
    }

    @Override
    public SinkTask<Written> start(Context context) {
        return new PrintTask(this, context, System.out);
    }
}
