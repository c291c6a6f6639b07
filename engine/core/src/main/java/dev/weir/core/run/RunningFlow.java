package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.core.plan.PortRef;
import dev.weir.core.watch.Bulletin;
import dev.weir.core.watch.FlowCounters;
import java.util.List;
import java.util.function.Consumer;

/** A flow that was started. Safe for use by many threads. */
public interface RunningFlow {

    /** Name of the flow. */
    String flow();

    /** Id of the run. */
    String run();

    FlowState state();

    /**
     * Asks the flow to end at a checkpoint, so that nothing needs to be done again; returns at
     * once.
     */
    void stop();

    /**
     * Ends the flow without a checkpoint; returns at once. What came after the last checkpoint will
     * be done again by the next start.
     */
    void cancel();

    /** Waits for the end, whichever it is. */
    Outcome await() throws InterruptedException;

    /** Calls back once with the end, on a thread of the engine; at once if the flow has ended. */
    void whenEnded(Consumer<Outcome> listener);

    /** A snapshot, cheap enough to be taken many times a second. */
    FlowCounters counters();

    /** The newest bulletins, oldest first; a bounded number is kept. */
    List<Bulletin> bulletins();

    /** The report of the run so far, as JSON. */
    String report();

    /**
     * Shows every batch of a port until closed. The consumer is called by the task's own thread and
     * holds it up; it must neither close the batch nor keep it without {@link Batch#share}.
     */
    AutoCloseable tap(PortRef port, Consumer<Batch> consumer);
}
