package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.core.plan.PortRef;

/** Where tasks leave word of what happens to batches; must be quick. */
interface Trail {

    /** Leaves none. */
    Trail NONE = new Trail() {};

    default void emitted(PortRef port, Batch batch) {}

    default void discarded(PortRef port, Batch batch) {}

    default void written(String sink, Batch batch) {}

    default void wrote(String sink, String location, long firstRow) {}

    /** A checkpoint of this number begins to be drawn: a task's later events belong to the next. */
    default void cut(String task, long epoch) {}

    /** All events up to the checkpoint are true now. */
    default void completed(long epoch) {}

    /** Events after the last checkpoint never happened. */
    default void returned() {}

    /** The flow has ended. */
    default void close() {}
}
