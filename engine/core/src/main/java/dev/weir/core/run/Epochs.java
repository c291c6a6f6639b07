package dev.weir.core.run;

import dev.weir.core.checkpoint.Checkpoint;
import dev.weir.core.checkpoint.Checkpoint.Cut;
import dev.weir.core.checkpoint.Checkpoint.SinkCut;
import dev.weir.core.checkpoint.Checkpoint.SourceCut;
import dev.weir.core.checkpoint.Checkpoint.TransformCut;
import dev.weir.core.checkpoint.CheckpointStore;
import dev.weir.core.problem.Problem;
import dev.weir.core.watch.ProcessorCounters;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws the checkpoints of an attempt, one at a time.
 *
 * <p>An epoch begins by asking every source for a cut. Barriers carry it through the wires, each
 * task answers with what it would go on from, sinks with receipts. When all have answered, one file
 * is written: the point of no return. Then sinks commit, sources hear of it, and the next epoch may
 * begin. Everything here but the writing is guarded by the lock of the attempt.
 */
final class Epochs {

    /**
     * How checkpoints are drawn.
     *
     * @param store where to; empty: there are none, as in a preview
     * @param run id of the run
     * @param first number of the first
     * @param replacing whether sinks publish at the end
     * @param nanos that the run has taken so far
     * @param cpuNanos of the process in that time
     */
    record Setting(
            Optional<CheckpointStore> store,
            String run,
            long first,
            boolean replacing,
            LongSupplier nanos,
            LongSupplier cpuNanos) {}

    private final Attempt attempt;
    private final Setting setting;
    private final Map<Work, Cut> answers = new LinkedHashMap<>();
    private final Map<String, ProcessorCounters> counters = new HashMap<>();
    private final Set<Work> uncommitted = new HashSet<>();
    private long next;
    private boolean inProgress;
    private boolean durable;
    private boolean isMoved;
    private boolean isStopping;
    private boolean stopsWithThis;
    private boolean everythingEnded;
    private int wholesOpen;
    private Set<String> behindSinks = Set.of();
    private Scheduler.@Nullable Timer timer;

    Epochs(Attempt attempt, Setting setting) {
        this.attempt = attempt;
        this.setting = setting;
        this.next = setting.first();
    }

    void start() {
        wholesOpen = (int) attempt.wires.stream().filter(w -> w.edge.whole() && !w.ended).count();
        behindSinks = new HashSet<>();
        for (Work work : attempt.works) {
            boolean behind =
                    attempt.wires.stream()
                            .filter(wire -> wire.reader == work)
                            .anyMatch(wire ->
                                    wire.writer instanceof SinkWork
                                            || behindSinks.contains(wire.writer.key()));
            if (behind) {
                behindSinks.add(work.key());
            }
        }
        schedule();
    }

    private void schedule() {
        timer =
                attempt.scheduler()
                        .after(
                                attempt.setup.settings().checkpoint(),
                                () -> attempt.locked(this::tick));
    }

    private void tick() {
        if (!attempt.isClosing()) {
            var now = attempt.world().clock().instant();
            if (isMoved || isHeldUntil(now)) {
                begin();
            }
            schedule();
        }
    }

    /** Whether a sink holds rows back that are to be shown by some time. */
    private boolean isHeldUntil(Instant time) {
        return attempt.works.stream()
                .filter(SinkWork.class::isInstance)
                .flatMap(work -> ((SinkWork) work).due().stream())
                .anyMatch(due -> !due.isAfter(time));
    }

    void close() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Rows or positions have moved, so that the next checkpoint is worth drawing. */
    void moved() {
        isMoved = true;
    }

    void allOpened() {
        if (setting.store().isPresent() && attempt.works.stream().allMatch(Work::isFinished)) {
            // All but publishing was done by an earlier process.
            everythingEnded = true;
            epochDone();
        } else {
            endEarly();
        }
    }

    /** The next checkpoint is the last. */
    void stop() {
        if (attempt.isClosing()) {
            return;
        }
        isStopping = true;
        if (!attempt.allOpened() || wholesOpen > 0 || setting.store().isEmpty()) {
            attempt.end(new Attempt.Ending.Stopped());
        } else if (!inProgress) {
            if (isMoved || isHeldUntil(Instant.MAX)) {
                begin();
            } else {
                attempt.end(new Attempt.Ending.Stopped());
            }
        }
    }

    /** One more of the wires that are read whole has been read to its end. */
    void wholeRead() {
        wholesOpen--;
    }

    boolean areWholesRead() {
        return wholesOpen == 0;
    }

    private void begin() {
        if (inProgress || !attempt.allOpened() || wholesOpen > 0 || setting.store().isEmpty()) {
            return;
        }
        inProgress = true;
        durable = false;
        isMoved = false;
        stopsWithThis = isStopping;
        answers.clear();
        counters.clear();
        uncommitted.clear();
        for (Work work : attempt.works) {
            if (work.isFinished()) {
                record(work, work.finalCut(), work.finalCounters());
            }
        }
        attempt.pokeAll();
        writeWhenAnswered();
    }

    /** Number of the epoch that is being drawn, or comes next. */
    long current() {
        return next;
    }

    /** Whether a checkpoint is being drawn and the task has not answered yet. */
    boolean wants(Work work) {
        return inProgress && !answers.containsKey(work);
    }

    /** The first epoch that covers what the task does now. */
    long firstToCover(Work work) {
        return inProgress && answers.containsKey(work) ? next + 1 : next;
    }

    /** Whether sources read no more after their cut. */
    boolean isLast() {
        return stopsWithThis;
    }

    void answer(Work work, Cut cut) {
        record(work, cut, work.shown());
        attempt.trail().cut(work.key(), next);
        writeWhenAnswered();
    }

    private void record(Work work, Cut cut, ProcessorCounters shown) {
        answers.put(work, cut);
        counters.put(work.key(), shown);
    }

    /** A task has ended: it answers as it will for ever, and may have been the last to wait for. */
    void finished(Work work) {
        if (wants(work)) {
            record(work, work.finalCut(), work.finalCounters());
            attempt.trail().cut(work.key(), next);
            writeWhenAnswered();
        }
        endEarly();
    }

    /**
     * Does not wait for the time to come when nothing is left to do but to prepare and commit.
     * Tasks behind a sink end only after it has prepared, since it may still refuse rows.
     */
    void endEarly() {
        if (inProgress || !attempt.allOpened() || attempt.isClosing()) {
            return;
        }
        for (Work work : attempt.works) {
            boolean ready =
                    work.isFinished()
                            || behindSinks.contains(work.key())
                            || work instanceof SinkWork sink && sink.hasReadAll();
            if (!ready) {
                return;
            }
        }
        if (setting.store().isPresent()) {
            begin();
        } else if (attempt.works.stream().allMatch(Work::isFinished)) {
            attempt.end(new Attempt.Ending.Completed());
        }
    }

    private void writeWhenAnswered() {
        if (answers.size() == attempt.works.size() && !attempt.isClosing()) {
            var checkpoint = assemble();
            attempt.executeOwn(() -> write(checkpoint));
        }
    }

    private Checkpoint assemble() {
        var sources = new HashMap<String, SourceCut>();
        var transforms = new HashMap<String, TransformCut>();
        var sinks = new HashMap<String, SinkCut>();
        answers.forEach((work, cut) -> {
            switch (cut) {
                case SourceCut source -> sources.put(work.key(), source);
                case TransformCut transform -> transforms.put(work.key(), transform);
                case SinkCut sink -> sinks.put(work.key(), sink);
            }
        });
        return new Checkpoint(
                Checkpoint.FORMAT,
                setting.run(),
                next,
                attempt.world().clock().instant(),
                attempt.setup.version(),
                answers.values().stream().allMatch(Cut::ended),
                sources,
                transforms,
                sinks,
                counters,
                setting.nanos().getAsLong(),
                setting.cpuNanos().getAsLong());
    }

    /** The point of no return. If it fails half-way, it must be certain that it did not happen. */
    private void write(Checkpoint checkpoint) {
        var store = setting.store().orElseThrow();
        try {
            store.save(checkpoint);
        } catch (IOException e) {
            attempt.failed(unsaved(store, checkpoint.epoch(), e));
            return;
        }
        attempt.checkpointed(checkpoint);
        attempt.trail().completed(checkpoint.epoch());
        attempt.locked(() -> commit(checkpoint));
    }

    private static Failure unsaved(CheckpointStore store, long epoch, IOException cause) {
        var what = "the checkpoint could not be written: " + Failure.describe(cause);
        try {
            store.discard(epoch);
            return new Failure(Problem.error(RunCodes.OUTSIDE_FAILED, "", what), cause, true);
        } catch (IOException e) {
            cause.addSuppressed(e);
            var message = what + "; whether it counts is decided by the next start";
            return new Failure(
                    Problem.error(RunCodes.CHECKPOINT_UNCERTAIN, "", message), cause, false);
        }
    }

    private void commit(Checkpoint checkpoint) {
        durable = true;
        everythingEnded = checkpoint.complete();
        for (Work work : attempt.works) {
            switch (work) {
                case SourceWork source -> {
                    if (source.durable(checkpoint.epoch())) {
                        uncommitted.add(source);
                    }
                }
                case SinkWork sink -> {
                    // Even while closing: what is durable must not be forgotten any more.
                    if (sink.durable()) {
                        uncommitted.add(sink);
                    }
                }
                case TransformWork _ -> {}
            }
        }
        attempt.pokeAll();
        doneWhenCommitted();
    }

    /** A sink has committed, or a source has heard of the checkpoint. */
    void committed(Work work) {
        uncommitted.remove(work);
        doneWhenCommitted();
    }

    private void doneWhenCommitted() {
        if (inProgress && durable && uncommitted.isEmpty() && !attempt.isClosing()) {
            next++;
            epochDone();
        }
    }

    private void epochDone() {
        inProgress = false;
        if (everythingEnded) {
            publish();
        } else if (stopsWithThis) {
            attempt.end(new Attempt.Ending.Stopped());
        } else if (isStopping) {
            begin();
        } else {
            endEarly();
        }
    }

    private void publish() {
        boolean isWaiting = false;
        if (setting.replacing()) {
            for (Work work : attempt.works) {
                if (work instanceof SinkWork sink && !sink.isPublished()) {
                    sink.askToPublish();
                    attempt.poke(sink);
                    isWaiting = true;
                }
            }
        }
        if (!isWaiting) {
            attempt.end(new Attempt.Ending.Completed());
        }
    }

    /** A sink has published, perhaps the last. */
    void published() {
        publish();
    }
}
