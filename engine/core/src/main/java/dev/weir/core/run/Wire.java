package dev.weir.core.run;

import dev.weir.api.InputPort;
import dev.weir.core.plan.PortRef;
import dev.weir.core.watch.WireCounters;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from an output to an input. Everything here is guarded by the lock of the
 * attempt.
 *
 * <p>An empty wire admits any batch. Beyond its bounds it admits as many more as one call of a task
 * may well emit; then the writer is parked.
 */
final class Wire {
    /** Batches that one call may put into a full wire. */
    static final int OVERSHOOT = 8;

    final Graph.Edge edge;

    /**
     * Whether it takes all that comes, since holding its writer back would stop the flow for good.
     */
    final boolean isUnbounded;

    final InputPort input;
    final Work writer;
    final Work reader;

    private final ArrayDeque<WireEvent> events = new ArrayDeque<>();
    private long rows;
    private long bytes;
    private int beyond;
    private long carried;

    /**
     * Whether the barrier of the epoch in progress was read, so that nothing more is until the cut.
     */
    boolean barrier;

    /** Whether the end was read. */
    boolean ended;

    /** Whether it brings again what the reader had before a restart, so that it does not count. */
    boolean again;

    @Nullable Instant watermark;
    boolean idle;

    Wire(Graph.Edge edge, boolean isUnbounded, InputPort input, Work writer, Work reader) {
        this.edge = edge;
        this.isUnbounded = isUnbounded;
        this.input = input;
        this.writer = writer;
        this.reader = reader;
    }

    void add(WireEvent event) {
        if (event instanceof WireEvent.Rows(var batch, var load)) {
            if (isFull()) {
                beyond++;
            }
            rows += batch.rows();
            bytes += load.bytes();
            carried += batch.rows();
        }
        events.addLast(event);
    }

    @Nullable WireEvent poll() {
        WireEvent event = events.pollFirst();
        if (event instanceof WireEvent.Rows(var batch, var load)) {
            rows -= batch.rows();
            bytes -= load.bytes();
            if (!isFull()) {
                beyond = 0;
            }
        }
        return event;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Whether the writer should not be called now. */
    boolean isFull() {
        return !isUnbounded && rows > 0 && (rows >= edge.maxRows() || bytes >= edge.maxBytes());
    }

    /** Whether the writer must be parked. */
    boolean isOverrun() {
        return beyond >= OVERSHOOT;
    }

    PortRef from() {
        return edge.from();
    }

    WireCounters counters() {
        return new WireCounters(
                edge.from(), edge.to(), edge.input(), carried, rows, bytes, isFull());
    }
}
