package dev.weir.api;

/** A processor that turns batches into batches. */
public non-sealed interface Transform extends Processor {

    /**
     * Starts the work for the schemas in {@link Context#inputs}. A task sees one schema an input
     * for all its life: when a wire brings another, the engine flushes and snapshots the task,
     * starts a new one and restores it.
     */
    TransformTask start(Context context) throws Exception;
}
