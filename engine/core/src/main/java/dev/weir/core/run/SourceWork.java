package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Source;
import dev.weir.api.SourceOutput;
import dev.weir.api.SourceTask;
import dev.weir.api.SplitReader.Poll;
import dev.weir.core.checkpoint.Checkpoint.SourceCut;
import dev.weir.core.checkpoint.Checkpoint.SplitCut;
import dev.weir.core.watch.ProcessorCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source: polls its splits in their order, going on to the next one when one has nothing,
 * and cuts where all of them have told a position.
 */
final class SourceWork extends Work {
    private static final Duration LISTING = Duration.ofSeconds(5);

    /** Polls of one split in a row, in a flow without end, before others get their turn. */
    private static final int FAIR = 64;

    /** Ended splits that are kept open to hear that their end is durable. */
    private static final int LINGERING = 64;

    private final Source<Record> source;
    private final List<SplitCut> restored;
    private final List<SplitCut> start;
    private final Output output;
    private final boolean feedsWhole;
    private final Map<String, SplitState> splits = new LinkedHashMap<>();
    private @Nullable SourceTask<Record> task;
    private final Map<String, Record> startPositions = new HashMap<>();
    private @Nullable SplitState polled;
    private int pollsInARow;
    private long listAt;

    /** The first epoch whose checkpoint covers the last cut. */
    private long cutEpoch;

    // Guarded by the lock of the attempt.
    private boolean isHalted;
    private boolean mustAcknowledge;
    private long durableEpoch;
    private boolean mustKeepAlive;
    private Scheduler.@Nullable Timer alarm;

    /** What there is to do. */
    private sealed interface Todo {
        record Nothing() implements Todo {}

        record Cut() implements Todo {}

        record Acknowledge() implements Todo {}

        record KeepAlive() implements Todo {}

        record ListSplits() implements Todo {}

        record Poll(SplitState split) implements Todo {}
    }

    /**
     * @param restored where the splits stood at the last checkpoint
     * @param start where they stood when the run began
     */
    @SuppressWarnings("unchecked")
    SourceWork(
            Attempt attempt,
            Graph.Node node,
            Source<?> source,
            TaskContext context,
            List<SplitCut> restored,
            List<SplitCut> start,
            ProcessorCounters before,
            boolean replayed) {
        super(attempt, node, context, before, replayed);
        this.source = (Source<Record>) source;
        this.restored = List.copyOf(restored);
        this.start = List.copyOf(start);
        this.output = new Output();
        this.feedsWhole = attempt.setup.graph().upstream(Graph.Edge::whole).contains(node.key());
    }

    @Override
    TaskOutput output() {
        return output;
    }

    @Override
    void open() throws Exception {
        for (SplitCut cut : restored) {
            splits.put(cut.split().id(), SplitState.restore(cut, source.positionType()));
        }
        for (SplitCut cut : start) {
            var position = SplitState.restore(cut, source.positionType()).position;
            if (position != null) {
                startPositions.put(cut.split().id(), position);
            }
        }
        task = source.start(context);
        list();
    }

    private void list() throws Exception {
        var known = splits.values().stream().map(state -> state.split).toList();
        var told = new HashSet<String>();
        for (var split : task().splits(known)) {
            told.add(split.id());
            if (!splits.containsKey(split.id())) {
                splits.put(split.id(), new SplitState(split));
                attempt.locked(attempt.epochs::moved);
            }
        }
        splits.forEach((id, state) -> state.isGone = !told.contains(id) && isUntouched(id, state));
        listAt = now() + LISTING.toNanos();
        endIfDone();
    }

    /**
     * Whether nothing of a split was read in this run. Such a one is remembered even if it is gone,
     * for when it comes back; one that was read in part must be there.
     */
    private boolean isUntouched(String id, SplitState state) {
        return state.reader == null && Objects.equals(state.position, startPositions.get(id));
    }

    /** Whether more splits may come when all have ended. */
    private boolean goesOn() {
        return attempt.setup.isStream() && source.positionOutlivesRun();
    }

    private void endIfDone() {
        if (goesOn() || splits.values().stream().anyMatch(state -> !state.ended && !state.isGone)) {
            return;
        }
        output.send(new WireEvent.End());
        attempt.locked(() -> {
            stopAlarm();
            // A checkpoint in progress that has this source's answer does not cover the end.
            cutEpoch = attempt.epochs.firstToCover(this);
            setFinished(snapshot(true));
            attempt.finished(this);
        });
    }

    @Override
    boolean isReady() {
        return !(choose() instanceof Todo.Nothing);
    }

    private Todo choose() {
        if (mustAcknowledge) {
            return new Todo.Acknowledge();
        }
        if (isFinished() || isHalted) {
            return new Todo.Nothing();
        }
        boolean wanted = attempt.epochs.wants(this);
        if (wanted && splits.values().stream().noneMatch(state -> state.isBetween)) {
            return new Todo.Cut();
        }
        if (mustKeepAlive) {
            return new Todo.KeepAlive();
        }
        if (!isRoomBehind() || !(attempt.queues.isMemoryLeft() || isWaitedFor())) {
            return new Todo.Nothing();
        }
        if (goesOn() && !wanted && now() >= listAt) {
            return new Todo.ListSplits();
        }
        return next(wanted).<Todo>map(Todo.Poll::new).orElseGet(Todo.Nothing::new);
    }

    /** Whether others hold memory until what this source feeds has been read whole. */
    private boolean isWaitedFor() {
        return feedsWhole && !attempt.epochs.areWholesRead();
    }

    /**
     * The first split that may have something; before a cut only those that are not at a position.
     */
    private Optional<SplitState> next(boolean onlyBetween) {
        long now = now();
        long earliest = goesOn() && !onlyBetween ? listAt : Long.MAX_VALUE;
        @Nullable SplitState first = null;
        for (SplitState state : splits.values()) {
            if (state.ended || state.isGone || (onlyBetween && !state.isBetween)) {
                continue;
            }
            if (state.wakeAt - now <= 0) {
                boolean isOthersTurn = state == polled && pollsInARow >= FAIR;
                if (!isOthersTurn) {
                    return Optional.of(state);
                }
                first = first == null ? state : first;
            } else {
                earliest = Math.min(earliest, state.wakeAt);
            }
        }
        if (first == null && earliest != Long.MAX_VALUE) {
            stopAlarm();
            var delay = Duration.ofNanos(Math.max(0, earliest - now));
            alarm = attempt.scheduler().after(delay, () -> attempt.wake(this));
        }
        return Optional.ofNullable(first);
    }

    @Override
    boolean step() throws Exception {
        switch (attempt.lockedGet(this::choose)) {
            case Todo.Nothing _ -> {
                return false;
            }
            case Todo.Cut _ -> cut();
            case Todo.Acknowledge _ -> acknowledge();
            case Todo.KeepAlive _ -> keepAlive();
            case Todo.ListSplits _ -> list();
            case Todo.Poll(SplitState state) -> poll(state);
        }
        return true;
    }

    private void poll(SplitState state) throws Exception {
        if (state.reader == null) {
            state.reader = task().open(state.split, Optional.ofNullable(state.position));
        }
        pollsInARow = state == polled && attempt.setup.isStream() ? pollsInARow + 1 : 0;
        polled = state;
        output.split = state;
        Poll result = state.reader.poll(output);
        state.polledAt = now();
        switch (result) {
            case Poll.More _ -> {}
            case Poll.Wait(Duration time) -> state.wakeAt = state.polledAt + time.toNanos();
            case Poll.End _ -> {
                state.ended = true;
                state.isBetween = false;
                attempt.locked(attempt.epochs::moved);
                closeLingering();
                endIfDone();
            }
        }
    }

    private void cut() {
        long epoch = attempt.epochs.current();
        cutEpoch = epoch;
        var cut = snapshot(false);
        output.send(new WireEvent.Barrier(epoch));
        attempt.locked(() -> {
            isHalted = attempt.epochs.isLast();
            attempt.epochs.answer(this, cut);
        });
    }

    private SourceCut snapshot(boolean ended) {
        return new SourceCut(
                splits.values().stream().map(SplitState::snapshot).toList(), start, ended);
    }

    /** A checkpoint is durable; true if the source has to hear of it. Under the lock. */
    boolean durable(long epoch) {
        durableEpoch = epoch;
        mustAcknowledge = isOpened();
        return mustAcknowledge;
    }

    private void acknowledge() throws Exception {
        // A later cut, at the end of the source, is not what has become durable.
        if (attempt.lockedGet(() -> cutEpoch <= durableEpoch)) {
            for (SplitState state : splits.values()) {
                acknowledge(state);
            }
        }
        attempt.locked(() -> {
            mustAcknowledge = false;
            attempt.epochs.committed(this);
        });
    }

    private static void acknowledge(SplitState state) throws Exception {
        var position = state.unacknowledged();
        if (position.isPresent() && state.reader != null) {
            state.reader.committed(position.get());
            state.acknowledged = position.get();
        }
        if (state.isCutAtEnd) {
            close(state);
        }
    }

    /** Ended splits wait for their end to be durable, but not too many of them. */
    private void closeLingering() throws Exception {
        var lingering =
                splits.values().stream()
                        .filter(state -> state.ended && state.reader != null)
                        .toList();
        if (lingering.size() > LINGERING) {
            close(lingering.getFirst());
        }
    }

    private static void close(SplitState state) throws Exception {
        if (state.reader != null) {
            state.reader.close();
            state.reader = null;
        }
    }

    /** Under the lock. */
    void askToKeepAlive() {
        mustKeepAlive = isOpened() && !isFinished();
    }

    private void keepAlive() throws Exception {
        attempt.locked(() -> mustKeepAlive = false);
        long now = now();
        for (SplitState state : splits.values()) {
            if (state.reader != null && !state.ended && now - state.polledAt > 4_000_000_000L) {
                state.reader.keepAlive();
            }
        }
    }

    private long now() {
        return attempt.scheduler().nanoTime();
    }

    private SourceTask<Record> task() {
        if (task == null) {
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
        var failed = new ArrayList<Exception>();
        for (SplitState state : splits.values()) {
            try {
                close(state);
            } catch (Exception e) {
                failed.add(e);
            }
        }
        if (task != null) {
            task.close();
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    /** Where the split that is being polled leaves its batches and its position. */
    private final class Output extends TaskOutput implements SourceOutput<Record> {
        private @Nullable SplitState split;

        Output() {
            super(SourceWork.this);
        }

        @Override
        public void emit(String name, Batch batch) throws InterruptedException {
            if (split != null && batch.rows() > 0) {
                split.isBetween = true;
            }
            super.emit(name, batch);
        }

        @Override
        public void position(Record position) {
            if (split != null) {
                if (!position.equals(split.position)) {
                    attempt.locked(attempt.epochs::moved);
                }
                split.position = position;
                split.isBetween = false;
            }
        }

        @Override
        public void idle() {
            send(new WireEvent.Idle());
        }
    }
}
