package dev.weir.api;

/**
 * Where a source leaves its batches and its position.
 *
 * @param <P> the position
 */
public interface SourceOutput<P extends Record> extends Output {

    /**
     * Tells where the split stands after everything emitted so far, which says at once that a
     * checkpoint may cut here. Barriers enter nowhere else. May be told without a batch.
     */
    void position(P position);

    /**
     * Tells that nothing will come for a while, so that others' watermarks need not wait for it.
     */
    default void idle() throws InterruptedException {}
}
