package dev.weir.api;

/**
 * A processor that reads from the outside world.
 *
 * @param <P> where a split stands: a record of plain values (numbers, text, lists, maps, records)
 *     which the engine keeps as JSON in every checkpoint
 */
public non-sealed interface Source<P extends Record> extends Processor {

    /** Class of the position, which the engine needs to read it back. */
    Class<P> positionType();

    /** Starts the work. Called on the task's own thread; may block. */
    SourceTask<P> start(Context context) throws Exception;

    /**
     * Whether {@link SourceTask#open} can go back to any position that it told before. The rows of
     * a source that cannot are first kept in an ingress journal.
     */
    default boolean canSeek() {
        return true;
    }

    /**
     * Whether the position means something to the next run too: a high-water mark, a watched
     * folder, a replication slot. If so a new run goes on from it and sinks append; if not, a new
     * run starts afresh and sinks replace what the last one wrote.
     */
    default boolean positionOutlivesRun() {
        return false;
    }
}
