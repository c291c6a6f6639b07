package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Outputs;
import dev.weir.api.SinkOutput;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a task leaves its batches: checks, counts and hands them to the wires. */
class TaskOutput implements SinkOutput {
    private final Work work;
    private final Map<String, OutputPort> ports = new LinkedHashMap<>();

    TaskOutput(Work work) {
        this.work = work;
    }

    void add(OutputPort port) {
        ports.put(port.ref.port(), port);
    }

    Iterable<OutputPort> ports() {
        return ports.values();
    }

    OutputPort port(String name) {
        OutputPort port = ports.get(name);
        if (port == null) {
            throw new IllegalStateException(
                    "emits to %s, which is not among its outputs %s"
                            .formatted(name, ports.keySet()));
        }
        return port;
    }

    @Override
    public void emit(String name, Batch batch) throws InterruptedException {
        Batch given = batch;
        try (given) {
            if (batch.rows() == 0) {
                return;
            }
            OutputPort port = port(name);
            boolean same = port.takes(batch);
            int rows = batch.rows();
            port.taps.forEach(tap -> tap.accept(given));
            long bytes;
            if (port.wires.isEmpty()) {
                bytes = batch.bytes();
                work.trail().discarded(port.ref, batch);
            } else {
                if (!same) {
                    send(port, new WireEvent.Schema(port.schema()));
                }
                Batch moved = batch.transferTo(work.attempt.allocator());
                bytes = moved.bytes();
                work.trail().emitted(port.ref, moved);
                work.attempt.queues.enqueue(work, port, moved, bytes);
            }
            count(port, rows, bytes);
        }
    }

    private void count(OutputPort port, int rows, long bytes) {
        work.counters().out(port.ref.port(), rows, bytes);
        if (port.isRefusal) {
            work.counters().rejected(rows);
            work.attempt.rowsRejected();
        }
    }

    @Override
    public void count(String name, long rows) {
        work.counters().out(port(name).ref.port(), rows, 0);
    }

    @Override
    public void watermark(Instant time) {
        send(new WireEvent.Watermark(time));
    }

    @Override
    public void wrote(String location, long firstRow) {
        work.trail().wrote(work.key(), location, firstRow);
    }

    /** What comes from now on looks like this. */
    void evolve(Outputs outputs) {
        for (OutputPort port : ports.values()) {
            var schema = outputs.all().get(port.ref.port());
            if (schema != null && !schema.equals(port.schema())) {
                port.schema(schema);
                send(port, new WireEvent.Schema(schema));
            }
        }
    }

    /** Sends what is not rows along all wires; never waits. */
    void send(WireEvent event) {
        for (OutputPort port : ports.values()) {
            send(port, event);
        }
    }

    private void send(OutputPort port, WireEvent event) {
        work.attempt.queues.send(port, event);
    }
}
