package dev.weir.api;

/**
 * Where a task leaves its batches.
 *
 * <p>Emitting gives the batch away, even when the call fails: the caller must neither use nor close
 * it afterwards. A call waits while a wire is far over its bounds, which is all a task needs to
 * know of backpressure. Batches without rows are dropped. Only the thread that runs the task may
 * emit, and only during the call that the output was given to.
 */
public interface Output {

    /** Emits to the main output. */
    default void emit(Batch batch) throws InterruptedException {
        emit(Processor.OUT, batch);
    }

    /**
     * Emits to the named output. The batch's schema must be the one that {@link
     * Processor#outputSchemas} gave for it, or a member of its family.
     */
    void emit(String port, Batch batch) throws InterruptedException;

    /**
     * Counts rows that would have left by a port, where nobody reads them and they were not made;
     * see {@link Context#isRead}.
     */
    default void count(String port, long rows) {}

    /**
     * Tells that no row with an earlier event time will follow on any output, late rows excepted.
     */
    default void watermark(java.time.Instant time) throws InterruptedException {}
}
