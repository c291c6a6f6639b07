package dev.weir.testkit;

import dev.weir.api.Batch;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Origin;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One life of a transform's task, called as the engine calls it. */
public final class TransformRun implements AutoCloseable {
    private final Bench bench;
    private final Transform processor;
    private final TestContext context;
    private final TransformTask task;
    private final Collector output;
    private final Map<String, Long> given = new HashMap<>();

    /** What survives a crash. */
    public static final class Checkpoint {
        private final Optional<byte[]> state;
        private final int version;
        private final TestContext.Kept kept;

        private Checkpoint(Optional<byte[]> state, int version, TestContext.Kept kept) {
            this.state = state;
            this.version = version;
            this.kept = kept;
        }
    }

    private TransformRun(
            Bench bench,
            Transform processor,
            TestContext context,
            TransformTask task,
            Collector output) {
        this.bench = bench;
        this.processor = processor;
        this.context = context;
        this.task = task;
        this.output = output;
    }

    /** Starts a task and collects what it emits. */
    public static TransformRun start(Bench bench, Transform processor, Inputs inputs)
            throws Exception {
        var outputs = bench.outputs(processor, inputs);
        return start(bench, processor, inputs, new Collector(bench, outputs), List.of());
    }

    /**
     * Starts a task in front of a collector.
     *
     * @param unread ports that nobody reads
     */
    public static TransformRun start(
            Bench bench, Transform processor, Inputs inputs, Collector output, List<String> unread)
            throws Exception {
        var outputs = bench.outputs(processor, inputs);
        var context = new TestContext(bench, Bench.name(processor), inputs, outputs);
        unread.forEach(context::ignoring);
        try {
            return new TransformRun(bench, processor, context, processor.start(context), output);
        } catch (Exception | Error e) {
            context.close();
            throw e;
        }
    }

    /** Starts a task from a checkpoint, as after a crash. */
    public static TransformRun resume(
            Bench bench,
            Transform processor,
            Inputs inputs,
            Collector output,
            Checkpoint checkpoint)
            throws Exception {
        var outputs = bench.outputs(processor, inputs);
        var context = new TestContext(bench, Bench.name(processor), inputs, outputs);
        context.restore(checkpoint.kept);
        TransformTask task;
        try {
            task = processor.start(context);
        } catch (Exception | Error e) {
            context.close();
            throw e;
        }
        var run = new TransformRun(bench, processor, context, task, output);
        if (checkpoint.state.isPresent()) {
            try {
                task.restore(checkpoint.state.get().clone(), checkpoint.version);
            } catch (Exception | Error e) {
                run.close();
                throw e;
            }
        }
        return run;
    }

    /** What was emitted. */
    public Collector output() {
        return output;
    }

    /** Gives rows to an input; for lineage, they continue those that it was given before. */
    public void process(String input, Rows rows) throws Exception {
        process(input, batch(input, rows));
    }

    private Batch batch(String input, Rows rows) {
        long first = given.merge(input, (long) rows.count(), Long::sum) - rows.count() + 1;
        try (var batch = bench.batch(rows)) {
            return batch.from(new Origin.Read(input, first));
        }
    }

    /** Gives rows of one table to an input that carries a family. */
    public void process(String input, String table, Rows rows) throws Exception {
        try (var batch = batch(input, rows)) {
            process(input, batch.attribute(Batch.TABLE, table));
        }
    }

    /** For lineage: so many rows were given to an input in an earlier life. */
    void skip(String input, int rows) {
        given.merge(input, (long) rows, Long::sum);
    }

    /** Gives a batch to an input; the task owns it then. */
    public void process(String input, Batch batch) throws Exception {
        task.process(port(input), batch, output);
    }

    /** Ends an input. */
    public void inputEnded(String input) throws Exception {
        task.inputEnded(port(input), output);
    }

    public void watermark(Instant time) throws Exception {
        task.watermark(time, output);
    }

    /** Moves the clock and lets the timers go off that are due. */
    public void advance(Duration time) throws Exception {
        bench.clock().advance(time);
        for (var due = context.dueTimer(); due.isPresent(); due = context.dueTimer()) {
            task.timer(due.get(), output);
        }
    }

    /** Lets a barrier pass. */
    public Checkpoint checkpoint() throws Exception {
        task.beforeBarrier(output);
        var state = task.snapshot().map(byte[]::clone);
        if (state.isPresent() && state.get().length > 16 << 20) {
            throw new AssertionError(
                    "a snapshot of %d bytes is larger than 16 MiB; large state belongs in keyed state"
                            .formatted(state.get().length));
        }
        var named = processor.getClass().getAnnotation(Processor.Named.class);
        return new Checkpoint(state, named == null ? 1 : named.version(), context.keep());
    }

    /** Tells that all inputs have ended. */
    public void end() throws Exception {
        task.end(output);
    }

    private InputPort port(String name) {
        for (InputPort port : processor.inputPorts()) {
            if (port.name().equals(name)) {
                return port;
            }
            if (port.name().equals("*")) {
                return new InputPort(name, port.whole());
            }
        }
        throw new IllegalArgumentException(
                "%s has no input %s".formatted(Bench.name(processor), name));
    }

    /** Closes the task; fails if it keeps memory. */
    @Override
    public void close() throws Exception {
        try {
            task.close();
        } finally {
            context.close();
        }
    }
}
