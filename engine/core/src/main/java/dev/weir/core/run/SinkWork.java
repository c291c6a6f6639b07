package dev.weir.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.Batch;
import dev.weir.api.Sink;
import dev.weir.api.SinkTask;
import dev.weir.api.WireSchema;
import dev.weir.core.checkpoint.Checkpoint.SinkCut;
import dev.weir.core.checkpoint.PlainJson;
import dev.weir.core.deadletter.DeadLetterTask;
import dev.weir.core.watch.ProcessorCounters;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sink: writes, prepares on a barrier, and commits when the checkpoint is durable. Between
 * the last two it reads nothing.
 */
final class SinkWork extends Work {
    final Inlet inlet = new Inlet();
    private final TaskOutput output = new TaskOutput(this);
    private final Sink<Record> sink;
    private final Optional<JsonNode> restored;
    private @Nullable SinkTask<Record> task;

    // Guarded by the lock of the attempt.
    private Optional<JsonNode> standing;
    private @Nullable Record prepared;
    private @Nullable Record toCommit;
    private boolean isBetween;
    private boolean mustPublish;
    private boolean isPublished;
    private Optional<Instant> due = Optional.empty();

    /** What there is to do. */
    private sealed interface Todo {
        record Nothing() implements Todo {}

        record Prepare() implements Todo {}

        record Commit(Record receipt) implements Todo {}

        record Publish() implements Todo {}

        record Event(Inlet.Taken taken) implements Todo {}
    }

    @SuppressWarnings("unchecked")
    SinkWork(
            Attempt attempt,
            Graph.Node node,
            Sink<?> sink,
            TaskContext context,
            Optional<JsonNode> restored,
            ProcessorCounters before) {
        super(attempt, node, context, before, false);
        this.sink = (Sink<Record>) sink;
        this.restored = restored;
        this.standing = restored;
    }

    @Override
    TaskOutput output() {
        return output;
    }

    @Override
    void open() throws Exception {
        var last =
                restored.isPresent()
                        ? Optional.of(receipt(restored.get()))
                        : Optional.<Record>empty();
        task = sink.start(context);
        task.recover(last);
        var held = task.due();
        attempt.locked(() -> due = held);
    }

    private Record receipt(JsonNode json) throws java.io.IOException {
        return PlainJson.value(json, sink.receiptType());
    }

    @Override
    boolean isReady() {
        if (toCommit != null || (mustPublish && !isPublished)) {
            return true;
        }
        return !isBetween && !isFinished() && isRoomBehind() && (isAligned() || inlet.canTake());
    }

    private boolean isAligned() {
        return attempt.epochs.wants(this) && inlet.isAligned();
    }

    private Todo choose() {
        if (toCommit != null) {
            return new Todo.Commit(toCommit);
        }
        if (mustPublish && !isPublished) {
            return new Todo.Publish();
        }
        if (isBetween || isFinished() || !isRoomBehind()) {
            return new Todo.Nothing();
        }
        if (isAligned()) {
            return new Todo.Prepare();
        }
        return inlet.take(attempt).<Todo>map(Todo.Event::new).orElseGet(Todo.Nothing::new);
    }

    @Override
    boolean step() throws Exception {
        switch (attempt.lockedGet(this::choose)) {
            case Todo.Nothing _ -> {
                return false;
            }
            case Todo.Prepare _ -> prepare();
            case Todo.Commit(Record receipt) -> commit(receipt);
            case Todo.Publish _ -> publish();
            case Todo.Event(var taken) -> take(taken);
        }
        return true;
    }

    private void take(Inlet.Taken taken) throws Exception {
        switch (taken.event()) {
            case WireEvent.Rows(var batch, var load) -> write(taken, batch, load.bytes());
            case WireEvent.Schema(var schema) -> schema(taken.wire(), schema);
            case WireEvent.End _ ->
                    attempt.locked(() -> {
                        if (inlet.end(taken.wire()).all()) {
                            attempt.epochs.endEarly();
                        }
                    });
            case WireEvent.Watermark _, WireEvent.Idle _, WireEvent.Barrier _ -> {
                // A sink has no use for time, and a barrier closes its wire until all have come.
            }
        }
    }

    /** What a sink has written in this epoch has one schema: it cannot go on with another. */
    private void schema(Wire wire, WireSchema schema) {
        if (SchemaChange.of(this, wire, schema, false)
                instanceof SchemaChange.Refuse(var problem)) {
            attempt.failed(Failure.of(problem));
        }
    }

    private void write(Inlet.Taken taken, Batch batch, long bytes) throws Exception {
        try (batch) {
            counters().in(batch.rows(), bytes);
            task().write(Inlet.port(taken), batch, output);
            trail().written(key(), batch);
        }
    }

    private void prepare() throws Exception {
        long epoch = attempt.epochs.current();
        boolean readAll = attempt.lockedGet(this::hasReadAll);
        if (readAll || attempt.lockedGet(attempt.epochs::isLast)) {
            task().flush();
        }
        var receipt = task().prepare(epoch, output);
        var json = receipt.map(PlainJson::tree);
        var held = task().due();
        output.send(readAll ? new WireEvent.End() : new WireEvent.Barrier(epoch));
        attempt.locked(() -> {
            prepared = receipt.orElse(null);
            isBetween = true;
            standing = json.isPresent() ? json : standing;
            due = held;
            inlet.release();
            var cut = new SinkCut(standing, readAll);
            if (readAll) {
                setFinished(cut);
            }
            attempt.epochs.answer(this, cut);
        });
    }

    private void commit(Record receipt) throws Exception {
        task().commit(receipt);
        attempt.locked(() -> {
            toCommit = null;
            isBetween = false;
            attempt.epochs.committed(this);
        });
    }

    private void publish() throws Exception {
        task().publish();
        attempt.locked(() -> {
            isPublished = true;
            attempt.epochs.published();
        });
    }

    /** The run has failed for good: refused rows are kept for those who look for the reason. */
    void keepRefused() throws Exception {
        if (isOpened() && (SinkTask<?>) task() instanceof DeadLetterTask letters) {
            for (Wire wire : inlet.wires) {
                for (var event = wire.poll(); event != null; event = wire.poll()) {
                    if (event instanceof WireEvent.Rows(Batch batch, _)) {
                        try (batch) {
                            letters.write(wire.input, batch, output);
                        }
                    }
                }
            }
            letters.keepFailed();
        }
    }

    /** Forgets what came after the last commit, unless a durable checkpoint has promised it. */
    void abort() throws Exception {
        if (task != null && isOpened() && toCommit == null) {
            task.abort();
        }
    }

    /**
     * The checkpoint that the last receipt belongs to is durable; true if there is something to
     * commit.
     */
    boolean durable() {
        toCommit = prepared;
        prepared = null;
        isBetween = toCommit != null;
        return isBetween;
    }

    /** When rows that are held back are to be shown; empty if there are none. */
    Optional<Instant> due() {
        return due;
    }

    boolean hasReadAll() {
        return inlet.isAtEnd();
    }

    void askToPublish() {
        mustPublish = true;
    }

    boolean isPublished() {
        return isPublished;
    }

    private SinkTask<Record> task() {
        if (task == null) {
            throw new IllegalStateException(key() + " was not started");
        }
        return task;
    }

    @Override
    void close() throws Exception {
        if (task != null) {
            task.close();
        }
    }
}
