package dev.weir.api;

/**
 * A processor that writes to the outside world.
 *
 * @param <R> receipt of an epoch's work: a record of plain values that the engine keeps as JSON in
 *     the checkpoint
 */
public non-sealed interface Sink<R extends Record> extends Processor {

    /** Class of the receipt, which the engine needs to read it back. */
    Class<R> receiptType();

    /** What the target can promise. */
    Delivery delivery();

    /** Whether a run that starts afresh should replace what the last run wrote. */
    default boolean canReplace() {
        return false;
    }

    /** Sinks emit only what the target refused, if they declare {@code errors}. */
    @Override
    default Outputs outputSchemas(Inputs inputs, DesignContext context) throws Exception {
        var outputs = Outputs.none();
        for (String port : outputPorts()) {
            outputs = outputs.and(port, Rejections.SCHEMA);
        }
        return outputs;
    }

    /** Starts the work for the schemas in {@link Context#inputs}. */
    SinkTask<R> start(Context context) throws Exception;

    /** When rows become visible in the target, and what a crash may do. */
    enum Delivery {
        /** Visible when the checkpoint is complete, exactly once. */
        TRANSACTIONAL,
        /** Visible at once; writing a row again after a crash changes nothing. */
        UPSERT,
        /** Visible at once; a crash may write rows again. */
        AT_LEAST_ONCE
    }
}
