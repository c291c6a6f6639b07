package dev.weir.api;

import java.time.Duration;

/**
 * Reads one split. Called by one thread at a time.
 *
 * @param <P> the position
 */
public interface SplitReader<P extends Record> extends AutoCloseable {

    /**
     * Reads a little: emits at most one batch to the main output (and what was rejected on the
     * way), tells its position where a cut is allowed, and returns. Should not block for longer
     * than a second; is interrupted when the flow is cancelled.
     */
    Poll poll(SourceOutput<P> output) throws Exception;

    /**
     * A checkpoint that covers the position is durable: acknowledge upstream now, never before.
     * Called on the task's thread, between polls, with the newest such position only.
     */
    default void committed(P position) throws Exception {}

    /**
     * Called at least every ten seconds while backpressure keeps {@link #poll} from being called,
     * so that a connection can be kept alive. Must not emit.
     */
    default void keepAlive() throws Exception {}

    @Override
    default void close() throws Exception {}

    /** What a poll came to. */
    sealed interface Poll {
        /** There may be more at once. */
        record More() implements Poll {}

        /** Nothing now; ask again after this long. */
        record Wait(Duration time) implements Poll {}

        /** The split is finished and will never have more. */
        record End() implements Poll {}

        Poll MORE = new More();
        Poll END = new End();
    }
}
