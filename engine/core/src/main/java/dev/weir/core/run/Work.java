package dev.weir.core.run;

import dev.weir.core.checkpoint.Checkpoint.Cut;
import dev.weir.core.watch.ProcessorCounters;
import dev.weir.core.watch.TaskCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task of an attempt: what of it the engine must know to call it when there is something to do,
 * on one thread at a time.
 */
abstract sealed class Work implements WorkerPool.Watched
        permits SourceWork, TransformWork, SinkWork {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Where a task is between the engine's hands. */
    private enum Place {
        IDLE,
        QUEUED,
        RUNNING
    }

    final Attempt attempt;
    final Graph.Node node;
    final TaskContext context;
    final List<Wire> outWires = new ArrayList<>();
    private final TaskCounters counters;
    private final Optional<ProcessorCounters> replayed;

    // Guarded by the lock of the attempt.
    private Place place = Place.IDLE;
    private @Nullable Thread thread;
    private boolean opened;
    private boolean finished;
    private @Nullable Cut finalCut;
    private ProcessorCounters finalCounters = ProcessorCounters.ZERO;

    private volatile long runningSince;
    private volatile boolean isRunning;
    private boolean complained;

    /**
     * @param replayed counters to go on showing while the task only does again what it had done
     */
    Work(
            Attempt attempt,
            Graph.Node node,
            TaskContext context,
            ProcessorCounters before,
            boolean replayed) {
        this.attempt = attempt;
        this.node = node;
        this.context = context;
        this.counters = new TaskCounters(node.outputPorts(), before);
        this.replayed = replayed ? Optional.of(before) : Optional.empty();
    }

    /** Starts or restores the task; on its thread. */
    abstract void open() throws Exception;

    /** Whether {@link #step} has something to do. Under the lock. */
    abstract boolean isReady();

    /** Does one thing; false if there was nothing to do. On the task's thread, without the lock. */
    abstract boolean step() throws Exception;

    /**
     * Ends the task and gives its memory back. On a thread of its own, when nothing runs any more.
     */
    abstract void close() throws Exception;

    abstract TaskOutput output();

    final String key() {
        return node.key();
    }

    final TaskCounters counters() {
        return counters;
    }

    final Trail trail() {
        return replayed.isPresent() ? Trail.NONE : attempt.trail();
    }

    /** What the processor has done, up to this moment. */
    final ProcessorCounters shown() {
        if (replayed.isPresent()) {
            return replayed.get();
        }
        var now = counters.snapshot();
        long since = isRunning ? Math.max(0, attempt.scheduler().nanoTime() - runningSince) : 0;
        return new ProcessorCounters(
                now.rowsIn(),
                now.rowsOut(),
                now.bytesIn(),
                now.bytesOut(),
                now.rejected(),
                now.busyNanos() + since,
                now.blockedNanos());
    }

    /** Called by the pool: does what there is to do, for as long as it is its turn. */
    @Override
    public final void run() {
        if (!attempt.enter(this)) {
            return;
        }
        var scheduler = attempt.scheduler();
        runningSince = scheduler.nanoTime();
        isRunning = true;
        try {
            if (!isOpened()) {
                open();
                attempt.opened(this);
            }
            int turn = scheduler.turn();
            boolean goesOn = true;
            for (int steps = 0; steps < turn && goesOn; steps++) {
                goesOn = step();
                attempt.checkRejected();
            }
        } catch (Throwable e) {
            attempt.failed(this, e);
        } finally {
            isRunning = false;
            counters.busy(scheduler.nanoTime() - runningSince);
            attempt.leave(this);
        }
    }

    @Override
    public final void keepsItsThread(Duration since) {
        if (!complained && since.compareTo(PATIENCE) > 0 && isRunning) {
            complained = true;
            context.bulletin(
                    dev.weir.api.Context.Severity.WARNING,
                    RunCodes.KEEPS_THREAD,
                    "has been busy with one call for %d s; the flow cannot stop or draw a checkpoint meanwhile"
                            .formatted(since.toSeconds()));
        }
    }

    final boolean isRoomBehind() {
        for (Wire wire : outWires) {
            if (wire.isFull()) {
                return false;
            }
        }
        return true;
    }

    // What follows is called under the lock of the attempt.

    final boolean isOpened() {
        return opened;
    }

    final void setOpened() {
        opened = true;
    }

    final boolean isIdle() {
        return place == Place.IDLE;
    }

    final void setQueued() {
        place = Place.QUEUED;
    }

    final void setRunning(Thread by) {
        place = Place.RUNNING;
        thread = by;
    }

    final void setIdle() {
        place = Place.IDLE;
        thread = null;
    }

    final void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Whether nothing comes of the task any more; what a sink wrote last is prepared. */
    final boolean isFinished() {
        return finished;
    }

    final void setFinished(Cut cut) {
        finished = true;
        finalCut = cut;
        finalCounters = shown();
    }

    /** What the task answers to every checkpoint after its end. */
    final Cut finalCut() {
        if (finalCut == null) {
            throw new IllegalStateException(key() + " has not ended");
        }
        return finalCut;
    }

    final ProcessorCounters finalCounters() {
        return finalCounters;
    }
}
