package dev.weir.core.run;

import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import dev.weir.api.WireSchema;
import dev.weir.core.checkpoint.Checkpoint.TransformCut;
import dev.weir.core.watch.ProcessorCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a transform. */
final class TransformWork extends Work {
    /** A snapshot may not be larger; what is belongs in the keyed state. */
    static final int SNAPSHOT_BYTES = 16 << 20;

    final Inlet inlet = new Inlet();
    private final TaskOutput output = new TaskOutput(this);
    private final Transform transform;
    private final Optional<TransformCut> restored;
    private @Nullable TransformTask task;

    // Guarded by the lock of the attempt.
    private Scheduler.@Nullable Timer alarm;
    private @Nullable Instant alarmTime;

    /** What there is to do. */
    private sealed interface Todo {
        record Nothing() implements Todo {}

        record Timer(Instant time) implements Todo {}

        record Cut() implements Todo {}

        record Event(Inlet.Taken taken) implements Todo {}
    }

    TransformWork(
            Attempt attempt,
            Graph.Node node,
            Transform transform,
            TaskContext context,
            Optional<TransformCut> restored,
            ProcessorCounters before,
            boolean replayed) {
        super(attempt, node, context, before, replayed);
        this.transform = transform;
        this.restored = restored;
    }

    @Override
    TaskOutput output() {
        return output;
    }

    @Override
    void open() throws Exception {
        restored.ifPresent(context::restore);
        task = transform.start(context);
        if (restored.isPresent() && restored.get().state().isPresent()) {
            task.restore(restored.get().state().get(), restored.get().version());
        }
    }

    @Override
    boolean isReady() {
        if (isFinished() || !isRoomBehind()) {
            return false;
        }
        if (isAligned() || inlet.canTake() || context.isTimerDue()) {
            return true;
        }
        setAlarm();
        return false;
    }

    private boolean isAligned() {
        return attempt.epochs.wants(this) && inlet.isAligned();
    }

    /** Has the task called when its next timer is due. */
    private void setAlarm() {
        Optional<Instant> next = context.timers().next();
        if (next.isPresent() && !next.get().equals(alarmTime)) {
            if (alarm != null) {
                alarm.cancel();
            }
            alarmTime = next.get();
            var delay = Duration.between(context.clock().instant(), alarmTime);
            alarm = attempt.scheduler().after(delay.plusMillis(1), this::rung);
        }
    }

    private void rung() {
        attempt.locked(() -> {
            alarmTime = null;
            attempt.poke(this);
        });
    }

    private Todo choose() {
        if (isFinished() || !isRoomBehind()) {
            return new Todo.Nothing();
        }
        if (isAligned()) {
            return new Todo.Cut();
        }
        var due = context.takeDueTimer();
        if (due.isPresent()) {
            return new Todo.Timer(due.get());
        }
        return inlet.take(attempt).<Todo>map(Todo.Event::new).orElseGet(Todo.Nothing::new);
    }

    @Override
    boolean step() throws Exception {
        TransformTask running = task();
        switch (attempt.lockedGet(this::choose)) {
            case Todo.Nothing _ -> {
                return false;
            }
            case Todo.Cut _ -> cut(running);
            case Todo.Timer(Instant time) -> running.timer(time, output);
            case Todo.Event(var taken) -> take(running, taken);
        }
        return true;
    }

    private void take(TransformTask running, Inlet.Taken taken) throws Exception {
        switch (taken.event()) {
            case WireEvent.Rows(var batch, var load) -> {
                if (!taken.wire().again) {
                    counters().in(batch.rows(), load.bytes());
                }
                running.process(Inlet.port(taken), batch, output);
            }
            case WireEvent.Schema(var schema) -> schema(running, taken.wire(), schema);
            case WireEvent.Watermark(Instant time) ->
                    watermark(running, attempt.lockedGet(() -> inlet.advance(taken.wire(), time)));
            case WireEvent.Idle _ -> {
                watermark(running, attempt.lockedGet(() -> inlet.idle(taken.wire())));
                if (attempt.lockedGet(inlet::isIdle)) {
                    output.send(new WireEvent.Idle());
                }
            }
            case WireEvent.Barrier _ -> {
                // The wire is closed until the barrier has come from all others.
            }
            case WireEvent.End _ -> ended(running, taken.wire());
        }
    }

    private void watermark(TransformTask running, Optional<Instant> time) throws Exception {
        if (time.isPresent()) {
            running.watermark(time.get(), output);
        }
    }

    /**
     * Flushes the task, lets its state go over to a new one that was started for the new schema,
     * and tells those behind what comes now.
     */
    private void schema(TransformTask running, Wire wire, WireSchema schema) throws Exception {
        boolean isAlone =
                inlet.wires.stream()
                        .allMatch(w -> w == wire || !w.edge.input().equals(wire.edge.input()));
        switch (SchemaChange.of(this, wire, schema, isAlone && !wire.edge.whole())) {
            case SchemaChange.None _ -> {}
            case SchemaChange.Refuse(var problem) -> attempt.failed(Failure.of(problem));
            case SchemaChange.Evolve(var inputs, var outputs) -> {
                running.beforeBarrier(output);
                var state = running.snapshot();
                running.close();
                task = null;
                context.evolve(inputs, outputs);
                output.evolve(outputs);
                var next = transform.start(context);
                task = next;
                if (state.isPresent()) {
                    next.restore(state.get(), node.version());
                }
            }
        }
    }

    private void ended(TransformTask running, Wire wire) throws Exception {
        var ended = attempt.lockedGet(() -> inlet.end(wire));
        if (ended.input()) {
            running.inputEnded(wire.input, output);
        }
        if (wire.edge.whole()) {
            attempt.locked(attempt.epochs::wholeRead);
        }
        if (ended.all()) {
            running.end(output);
            running.close();
            task = null;
            output.send(new WireEvent.End());
            attempt.locked(this::finish);
        }
    }

    private void finish() {
        stopAlarm();
        setFinished(new TransformCut(Optional.empty(), node.version(), List.of(), Map.of(), true));
        attempt.finished(this);
    }

    private void cut(TransformTask running) throws Exception {
        running.beforeBarrier(output);
        var cut = snapshot(running);
        long epoch = attempt.epochs.current();
        output.send(new WireEvent.Barrier(epoch));
        attempt.locked(() -> {
            inlet.release();
            attempt.epochs.answer(this, cut);
        });
    }

    private TransformCut snapshot(TransformTask running) throws Exception {
        var state = running.snapshot();
        if (state.isPresent() && state.get().length > SNAPSHOT_BYTES) {
            throw new IllegalStateException(
                    "the snapshot takes %,d bytes, more than %,d; larger state belongs in the keyed state"
                            .formatted(state.get().length, SNAPSHOT_BYTES));
        }
        return new TransformCut(
                state, node.version(), context.timers().snapshot(), context.keyedStates(), false);
    }

    private TransformTask task() {
        if (task == null) {
            if (isFinished()) {
                return (_, batch, _) -> batch.close();
            }
            throw new IllegalStateException(key() + " was not started");
        }
        return task;
    }

    private void stopAlarm() {
        if (alarm != null) {
            alarm.cancel();
        }
    }

    @Override
    void close() throws Exception {
        attempt.locked(this::stopAlarm);
        if (task != null) {
            task.close();
        }
    }
}
