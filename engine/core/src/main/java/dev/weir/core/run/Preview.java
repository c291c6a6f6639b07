package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Sink;
import dev.weir.api.WireSchema;
import dev.weir.core.plan.Plan;
import dev.weir.core.plan.PortRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;

/** The first rows of a port, worked out without any sink, state or trace. */
public final class Preview {
    private final BufferAllocator memory;
    private final int limit;

    // Guarded by this.
    private final List<Batch> batches = new ArrayList<>();
    private int rows;

    private Preview(BufferAllocator memory, int limit) {
        this.memory = memory;
        this.limit = limit;
    }

    /**
     * Rows of a port.
     *
     * @param batches owned by the rows
     * @param complete whether these are all rows that there are
     */
    public record Rows(WireSchema schema, List<Batch> batches, boolean complete)
            implements AutoCloseable {
        public Rows {
            batches = List.copyOf(batches);
        }

        @Override
        public void close() {
            batches.forEach(Batch::close);
        }
    }

    /**
     * Runs what lies before the port until it has given that many rows, or the time is over.
     *
     * @throws FlowFailed if a processor failed
     */
    public static Rows rows(Plan plan, PortRef port, int rows, Duration limit)
            throws FlowFailed, InterruptedException {
        var graph = Graph.of(plan);
        var node = graph.node(port.processor());
        WireSchema schema = node.outputs().all().get(port.port());
        if (schema == null || node.processor() instanceof Sink<?>) {
            throw new IllegalArgumentException("there is nothing to see at " + port);
        }
        var memory = new RootAllocator();
        var preview = new Preview(memory, rows);
        try {
            var ending =
                    SideRun.run(
                            plan.flow(),
                            graph.before(List.of(port)),
                            List.of(port),
                            preview::saw,
                            memory,
                            limit);
            return preview.take(schema, ending instanceof Attempt.Ending.Completed);
        } catch (FlowFailed | InterruptedException | RuntimeException e) {
            preview.take(schema, false).close();
            memory.close();
            throw e;
        }
    }

    /** As {@link #rows(Plan, PortRef, int, Duration)}, for half a minute at most. */
    public static Rows rows(Plan plan, PortRef port, int rows)
            throws FlowFailed, InterruptedException {
        return rows(plan, port, rows, Duration.ofSeconds(30));
    }

    private synchronized void saw(PortRef port, Batch batch, Runnable enough) {
        int more = Math.min(batch.rows(), limit - rows);
        if (more > 0) {
            batches.add(copy(batch, more));
            rows += more;
        }
        if (rows >= limit) {
            enough.run();
        }
    }

    /** The first rows in memory of our own: the batch's is the task's, and a slice may share it. */
    private Batch copy(Batch batch, int rows) {
        var vectors = new ArrayList<FieldVector>();
        for (FieldVector from : batch.vectors()) {
            FieldVector to = from.getField().createVector(memory);
            vectors.add(to);
            to.setInitialCapacity(rows);
            to.allocateNew();
            for (int row = 0; row < rows; row++) {
                to.copyFromSafe(row, row, from);
            }
            to.setValueCount(rows);
        }
        try (var copied = Batch.of(batch.schema(), vectors, rows)) {
            return copied.metadataOf(batch);
        }
    }

    private synchronized Rows take(WireSchema schema, boolean complete) {
        return new Rows(schema, batches, complete);
    }
}
