package dev.weir.testkit;

import dev.weir.api.Batch;
import dev.weir.api.Inputs;
import dev.weir.api.Processor;
import dev.weir.api.Source;
import dev.weir.api.SourceOutput;
import dev.weir.api.SourceTask;
import dev.weir.api.Split;
import dev.weir.api.SplitReader.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One life of a source's task, called as the engine calls it: one split after the other.
 *
 * @param <P> the position
 */
public final class SourceRun<P extends Record> implements AutoCloseable {
    private static final int IDLE_POLLS = 10_000;

    private final Bench bench;
    private final Source<P> source;
    private final TestContext context;
    private final SourceTask<P> task;
    private final Collected<P> output;

    /** Where a source stood after some rows. */
    public record Cut<P extends Record>(Split split, P position, Rows before) {}

    private SourceRun(
            Bench bench,
            Source<P> source,
            TestContext context,
            SourceTask<P> task,
            Collected<P> output) {
        this.bench = bench;
        this.source = source;
        this.context = context;
        this.task = task;
        this.output = output;
    }

    public static <P extends Record> SourceRun<P> start(Bench bench, Source<P> source)
            throws Exception {
        return start(bench, source, Collector.Pace.AT_ONCE);
    }

    static <P extends Record> SourceRun<P> start(Bench bench, Source<P> source, Collector.Pace pace)
            throws Exception {
        var outputs = bench.outputs(source, Inputs.none());
        var context = new TestContext(bench, Bench.name(source), Inputs.none(), outputs);
        try {
            var output = new Collected<P>(new Collector(bench, outputs, pace));
            return new SourceRun<>(bench, source, context, source.start(context), output);
        } catch (Exception | Error e) {
            context.close();
            throw e;
        }
    }

    /** The splits that there are now. */
    public List<Split> splits(List<Split> known) throws Exception {
        return task.splits(known);
    }

    /** Reads all splits to their ends. */
    public void readAll() throws Exception {
        for (Split split : splits(List.of())) {
            read(split, Optional.empty(), Integer.MAX_VALUE);
        }
    }

    /**
     * Reads a split from a position on; what is emitted is collected.
     *
     * @param polls how often to ask at most
     * @return where it stood on the way
     */
    public List<Cut<P>> read(Split split, Optional<P> from, int polls) throws Exception {
        var cuts = new ArrayList<Cut<P>>();
        try (var reader = task.open(split, from)) {
            int idle = 0;
            for (int poll = 0; poll < polls; poll++) {
                output.beginPoll();
                Poll came = reader.poll(output);
                var position = output.endPoll();
                if (position != null) {
                    P copy = Json.copy(position, source.positionType());
                    cuts.add(new Cut<>(split, copy, output.collector.out()));
                    reader.committed(copy);
                }
                reader.keepAlive();
                switch (came) {
                    case Poll.End _ -> {
                        return cuts;
                    }
                    case Poll.Wait wait -> {
                        bench.clock().advance(wait.time());
                        if (++idle > IDLE_POLLS) {
                            throw new AssertionError("the source waits and waits");
                        }
                    }
                    case Poll.More _ -> idle = 0;
                }
            }
        }
        return cuts;
    }

    /** What was emitted. */
    public Collector output() {
        return output.collector;
    }

    @Override
    public void close() throws Exception {
        try {
            task.close();
        } finally {
            context.close();
        }
    }

    /** Takes batches and positions, during a poll only. */
    private static final class Collected<P extends Record> implements SourceOutput<P> {
        private final Collector collector;
        private boolean open;
        private int batches;
        private @Nullable P position;

        Collected(Collector collector) {
            this.collector = collector;
        }

        void beginPoll() {
            open = true;
            batches = 0;
            position = null;
        }

        @Nullable P endPoll() {
            open = false;
            return position;
        }

        @Override
        public void emit(String port, Batch batch) throws InterruptedException {
            if (!open) {
                batch.close();
                throw new AssertionError("a batch was emitted outside of poll");
            }
            if (port.equals(Processor.OUT) && batch.rows() > 0 && ++batches > 1) {
                batch.close();
                throw new AssertionError("a poll emits at most one batch to the main output");
            }
            collector.emit(port, batch);
        }

        @Override
        public void position(P position) {
            if (!open) {
                throw new AssertionError("a position was told outside of poll");
            }
            this.position = position;
        }
    }
}
