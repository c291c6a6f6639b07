package dev.weir.processors.files;

import dev.weir.api.Batch;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Run;
import dev.weir.api.Sink;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sink at work, as the engine drives it; {@link #crash} forgets everything but the receipt. */
final class Writing<R extends Record> implements SinkOutput, AutoCloseable {

    private final Sink<R> sink;
    private final Bench bench;
    private final Inputs inputs;
    private final List<TestContext> contexts = new ArrayList<>();
    private SinkTask<R> task;
    private long epoch;

    /** The receipt of the last complete checkpoint. */
    Optional<R> last;

    final List<String> places = new ArrayList<>();

    private Writing(Sink<R> sink, Bench bench, Inputs inputs, Optional<R> last) throws Exception {
        this.sink = sink;
        this.bench = bench;
        this.inputs = inputs;
        this.last = last;
        task = start();
    }

    /** A sink of the flow {@code orders} with the key {@code out}. */
    static <R extends Record> Writing<R> of(
            Sink<R> sink, Path folder, boolean replacing, Inputs inputs) throws Exception {
        return of(sink, folder, replacing, inputs, Optional.empty());
    }

    /** The same, in another process than the one that gave the receipt. */
    static <R extends Record> Writing<R> of(
            Sink<R> sink, Path folder, boolean replacing, Inputs inputs, Optional<R> last)
            throws Exception {
        var bench = new Bench(folder, new Run("orders", "1", replacing, !replacing));
        try {
            return new Writing<>(sink, bench, inputs, last);
        } catch (Exception | Error e) {
            bench.close();
            throw e;
        }
    }

    private SinkTask<R> start() throws Exception {
        var context = new TestContext(bench, "out", inputs, Outputs.none());
        contexts.add(context);
        var started = sink.start(context);
        try {
            started.recover(last);
            return started;
        } catch (Exception | Error e) {
            started.close();
            context.close();
            throw e;
        }
    }

    void write(Rows rows) throws Exception {
        try (var batch = bench.batch(rows)) {
            task.write(InputPort.of("input"), batch, this);
        }
    }

    void write(String table, Rows rows) throws Exception {
        try (var plain = bench.batch(rows);
                var batch = plain.attribute(Batch.TABLE, table)) {
            task.write(InputPort.of("input"), batch, this);
        }
    }

    /** Makes a checkpoint durable without committing it. */
    Optional<R> prepare() throws Exception {
        var receipt = task.prepare(++epoch, this);
        last = receipt.or(() -> last);
        return receipt;
    }

    void checkpoint() throws Exception {
        var receipt = prepare();
        if (receipt.isPresent()) {
            task.commit(receipt.get());
        }
    }

    /** Commits what was prepared last, perhaps once more. */
    void commit() throws Exception {
        task.commit(last.orElseThrow());
    }

    void abort() throws Exception {
        task.abort();
        task.recover(last);
    }

    void crash() throws Exception {
        task.close();
        task = start();
    }

    void pass(Duration time) {
        bench.clock().advance(time);
    }

    /** Tells the sink that nothing follows. */
    void flush() throws Exception {
        task.flush();
    }

    Optional<Instant> due() {
        return task.due();
    }

    void publish() throws Exception {
        task.publish();
    }

    @Override
    public void emit(String port, Batch batch) {
        batch.close();
        throw new AssertionError("nothing should leave by " + port);
    }

    @Override
    public void wrote(String location, long firstRow) {
        places.add(location.substring(location.lastIndexOf('/') + 1) + ":" + firstRow);
    }

    @Override
    public void close() throws Exception {
        task.close();
        contexts.forEach(TestContext::close);
        bench.close();
    }
}
