package dev.weir.api;

import java.time.Instant;
import java.util.Optional;

/** The running work of a {@link Transform}. Called by one thread at a time. */
@FunctionalInterface
public interface TransformTask extends AutoCloseable {

    /** Works on a batch, which the task now owns: it must close it or emit it. */
    void process(InputPort input, Batch batch, Output output) throws Exception;

    /** No row with an earlier event time will come on any input, late rows excepted. */
    default void watermark(Instant time, Output output) throws Exception {
        output.watermark(time);
    }

    /**
     * A timer set with {@link Context#setTimer} is due. Pending timers are part of a checkpoint.
     */
    default void timer(Instant time, Output output) throws Exception {}

    /** One input has ended; others may go on. For a whole input: all of it has been read. */
    default void inputEnded(InputPort input, Output output) throws Exception {}

    /** A barrier is about to pass: emit what was held back to make larger batches. */
    default void beforeBarrier(Output output) throws Exception {}

    /** All inputs have ended: emit what is left. Nothing follows but barriers and close. */
    default void end(Output output) throws Exception {}

    /**
     * The state to go on from, at most 16 MiB; larger state belongs in {@link Context#keyedState}.
     * Called right after {@link #beforeBarrier}.
     */
    default Optional<byte[]> snapshot() throws Exception {
        return Optional.empty();
    }

    /**
     * Takes up the state of a snapshot; called once, before anything else.
     *
     * @param version the {@link Processor.Named#version} of the processor that wrote it
     */
    default void restore(byte[] state, int version) throws Exception {}

    @Override
    default void close() throws Exception {}
}
