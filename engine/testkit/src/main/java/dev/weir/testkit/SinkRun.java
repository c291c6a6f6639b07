package dev.weir.testkit;

import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Sink;
import dev.weir.api.SinkTask;
import java.util.Optional;

/**
 * One life of a sink's task, called as the engine calls it. Receipts go through JSON, as in a
 * checkpoint.
 *
 * @param <R> the receipt
 */
public final class SinkRun<R extends Record> implements AutoCloseable {
    private final Bench bench;
    private final Sink<R> sink;
    private final TestContext context;
    private final SinkTask<R> task;
    private final Collector output;
    private final InputPort input;
    private long written;

    private SinkRun(
            Bench bench, Sink<R> sink, TestContext context, SinkTask<R> task, Collector output) {
        this.bench = bench;
        this.sink = sink;
        this.context = context;
        this.task = task;
        this.output = output;
        this.input = sink.inputPorts().getFirst();
    }

    /**
     * Starts a task and lets it recover.
     *
     * @param last receipt of the last complete checkpoint
     */
    public static <R extends Record> SinkRun<R> start(
            Bench bench, Sink<R> sink, Inputs inputs, Optional<R> last) throws Exception {
        var outputs = bench.outputs(sink, inputs);
        var context = new TestContext(bench, Bench.name(sink), inputs, outputs);
        SinkTask<R> task;
        try {
            task = sink.start(context);
        } catch (Exception | Error e) {
            context.close();
            throw e;
        }
        var run = new SinkRun<>(bench, sink, context, task, new Collector(bench, outputs));
        try {
            task.recover(last);
            return run;
        } catch (Exception | Error e) {
            run.close();
            throw e;
        }
    }

    /** What the target refused, and where the sink says that rows went. */
    public Collector output() {
        return output;
    }

    /** Writes a batch, and checks that it is still whole afterwards. */
    public void write(Rows rows) throws Exception {
        try (var batch = bench.batch(rows)) {
            try (var read = batch.from(new dev.weir.api.Origin.Read(input.name(), written + 1))) {
                task.write(input, read, output);
                if (!rows.equals(Rows.of(read))) {
                    throw new AssertionError("write changed the batch, which is not the sink's");
                }
            }
            written += rows.count();
        } catch (AssertionError e) {
            if (String.valueOf(e.getMessage()).equals("the batch is closed")) {
                throw new AssertionError("write closed the batch, which is not the sink's", e);
            }
            throw e;
        }
    }

    public Optional<R> prepare(long epoch) throws Exception {
        var receipt = task.prepare(epoch, output);
        return receipt.isEmpty()
                ? receipt
                : Optional.of(Json.copy(receipt.get(), sink.receiptType()));
    }

    public void commit(R receipt) throws Exception {
        task.commit(receipt);
    }

    /** Prepares and commits; the answer is the receipt that stands then. */
    public Optional<R> checkpoint(long epoch, Optional<R> last) throws Exception {
        var receipt = prepare(epoch);
        if (receipt.isPresent()) {
            commit(receipt.get());
            return receipt;
        }
        return last;
    }

    /** Returns to the last complete checkpoint. */
    public void abort(Optional<R> last) throws Exception {
        task.abort();
        task.recover(last);
    }

    public void publish() throws Exception {
        task.publish();
    }

    @Override
    public void close() throws Exception {
        try {
            task.close();
        } finally {
            context.close();
        }
    }
}
