package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.core.checkpoint.Checkpoint;
import dev.weir.core.deadletter.DeadLetterSink;
import dev.weir.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A graph running, from its last complete checkpoint until it completes, is stopped, or fails. A
 * flow that goes back to its last checkpoint makes a new attempt.
 *
 * <p>One lock guards all wires, who may run, and the checkpoint in progress: it is held for a few
 * instructions a batch. Tasks are never called under it.
 */
final class Attempt {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    /** Why an attempt is over. */
    sealed interface Ending {
        record Completed() implements Ending {}

        record Stopped() implements Ending {}

        record Failed(Failure failure) implements Ending {}
    }

    /** Who started the attempt. Called on threads of the scheduler, without the lock. */
    interface Owner {
        /** All tasks are there and rows may move. */
        void running(Attempt attempt);

        /** A checkpoint is durable. */
        void checkpointed(Checkpoint checkpoint);

        /** Nothing runs any more and all memory is given back. */
        void over(Attempt attempt, Ending ending);
    }

    final ReentrantLock lock = new ReentrantLock();

    final FlowSetup setup;
    private final Surroundings world;
    private final Owner owner;
    private final Trail trail;
    private final RejectedShare rejectedShare;
    private final BufferAllocator allocator;
    final Queues queues;
    final Epochs epochs;

    // Guarded by the lock, the lists after assembling not changed.
    final List<Work> works = new ArrayList<>();
    final List<Wire> wires = new ArrayList<>();
    private int busy;
    private int unopened;
    private boolean closing;
    private boolean closeSent;
    private @Nullable Ending ending;
    private Scheduler.@Nullable Timer keepAlive;

    private volatile boolean hasRejected;

    Attempt(
            FlowSetup setup,
            Surroundings world,
            BufferAllocator allocator,
            Owner owner,
            Trail trail,
            Epochs.Setting checkpoints) {
        this.setup = setup;
        this.world = world;
        this.owner = owner;
        this.trail = trail;
        this.allocator = allocator;
        this.rejectedShare = new RejectedShare(setup.settings());
        this.queues = new Queues(this, lock);
        this.epochs = new Epochs(this, checkpoints);
    }

    Scheduler scheduler() {
        return world.scheduler();
    }

    Surroundings world() {
        return world;
    }

    BufferAllocator allocator() {
        return allocator;
    }

    Trail trail() {
        return trail;
    }

    /** Sets everything going: sinks finish what the checkpoint promised, tasks are restored. */
    void start() {
        locked(() -> {
            unopened = (int) works.stream().filter(Attempt::mustOpen).count();
            hasRejected = works.stream().anyMatch(work -> work.shown().rejected() > 0);
            works.stream()
                    .filter(Attempt::mustOpen)
                    .filter(w -> !(w instanceof SourceWork))
                    .forEach(this::queue);
            openSources();
            keepAlive = scheduler().after(KEEP_ALIVE, this::keepAlive);
            epochs.start();
        });
    }

    /**
     * An ended sink has to be there to commit and publish; other ended tasks have nothing to do.
     */
    private static boolean mustOpen(Work work) {
        return !work.isFinished() || work instanceof SinkWork;
    }

    private void openSources() {
        boolean othersWait =
                works.stream()
                        .anyMatch(w -> mustOpen(w) && !w.isOpened() && !(w instanceof SourceWork));
        if (!othersWait) {
            works.stream()
                    .filter(w -> w instanceof SourceWork && mustOpen(w) && w.isIdle())
                    .filter(w -> !w.isOpened())
                    .forEach(this::queue);
        }
    }

    void opened(Work work) {
        locked(() -> {
            work.setOpened();
            unopened--;
            openSources();
            if (unopened == 0) {
                scheduler().execute(() -> owner.running(this));
                epochs.allOpened();
            }
        });
    }

    boolean allOpened() {
        return unopened == 0;
    }

    // ---- Dispatching. A task is called when it is idle and has something to do.

    private void queue(Work work) {
        work.setQueued();
        scheduler().execute(work);
    }

    /** Lets a task run if there is something for it to do. Under the lock. */
    void poke(Work work) {
        if (!closing && work.isIdle() && work.isOpened() && work.isReady()) {
            queue(work);
        }
    }

    /** As {@link #poke}, from a timer. */
    void wake(Work work) {
        locked(() -> poke(work));
    }

    void pokeAll() {
        works.forEach(this::poke);
    }

    boolean enter(Work work) {
        lock.lock();
        try {
            if (closing) {
                work.setIdle();
                return false;
            }
            busy++;
            work.setRunning(Thread.currentThread());
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave(Work work) {
        locked(() -> {
            work.setIdle();
            // An interrupt was for the call that has just ended, not for the thread's next.
            boolean _ = Thread.interrupted();
            done();
            poke(work);
        });
    }

    /** Work of the attempt's own that closing must wait for. */
    void executeOwn(Runnable work) {
        busy++;
        scheduler()
                .execute(() -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error e) {
                        failed(new Failure(fault(e), e, false));
                    } finally {
                        locked(this::done);
                    }
                });
    }

    private static Problem fault(Throwable e) {
        return Problem.error(RunCodes.FAULT, "", "the engine failed: " + e);
    }

    private void done() {
        busy--;
        closeWhenQuiet();
    }

    // ---- Endings.

    /** A task has ended, which others may have waited for. Under the lock. */
    void finished(Work work) {
        epochs.finished(work);
    }

    void rowsRejected() {
        hasRejected = true;
    }

    /**
     * Looks at the share of rejected rows between two calls of a task. Good rows count, too: with
     * them the number is reached from which the share is looked at.
     */
    void checkRejected() {
        if (hasRejected) {
            rejectedShare.problem(works).ifPresent(problem -> failed(Failure.of(problem)));
        }
    }

    void failed(Work work, Throwable thrown) {
        failed(Failure.of(work.key(), thrown));
    }

    void failed(Failure failure) {
        locked(() -> end(new Ending.Failed(failure)));
    }

    /** Ends without a further checkpoint. */
    void cancel() {
        locked(() -> end(new Ending.Stopped()));
    }

    /** Under the lock: only the first reason counts, since others follow from it. */
    void end(Ending why) {
        if (closing) {
            if (isUncertain(why)) {
                ending = why; // Nothing must be tried again, whatever came first.
            }
            return;
        }
        closing = true;
        ending = why;
        epochs.close();
        if (keepAlive != null) {
            keepAlive.cancel();
        }
        for (Work work : works) {
            // Dead letters are written without waiting for anybody, and may tell why it ends.
            if (!work.key().equals(DeadLetterSink.KEY)) {
                work.interrupt();
            }
        }
        queues.wakeParked();
        closeWhenQuiet();
    }

    private static boolean isUncertain(Ending why) {
        return why instanceof Ending.Failed(Failure failure)
                && failure.problem().code().equals(RunCodes.CHECKPOINT_UNCERTAIN);
    }

    boolean isClosing() {
        return closing;
    }

    private void closeWhenQuiet() {
        if (closing && busy == 0 && !closeSent) {
            closeSent = true;
            scheduler().execute(this::close);
        }
    }

    private void close() {
        Ending result;
        try {
            result = closed();
        } catch (RuntimeException | Error e) {
            result = new Ending.Failed(new Failure(fault(e), e, false));
        }
        owner.over(this, result);
    }

    /** Closes all there is, whatever fails. */
    private Ending closed() {
        Ending why = lockedGet(() -> ending == null ? new Ending.Stopped() : ending);
        boolean returns = why instanceof Ending.Failed(Failure failure) && failure.isOutside();
        Ending result = why;
        if (!returns && why instanceof Ending.Failed) {
            keepRefused();
        }
        for (Work work : works) {
            try {
                if (returns && work instanceof SinkWork sink) {
                    sink.abort();
                }
            } catch (Exception | LinkageError | AssertionError e) {
                // The sink is started anew and recovers, which removes what it could not forget.
            }
            try {
                work.close();
            } catch (Exception | LinkageError | AssertionError e) {
                result = worse(result, Failure.of(work.key(), e));
            }
        }
        drain();
        var leak = leak();
        if (leak.isPresent()) {
            // A bug is not hidden by a failure after which the flow would just go on.
            result =
                    result instanceof Ending.Failed(Failure failure) && failure.isOutside()
                            ? new Ending.Failed(leak.get())
                            : worse(result, leak.get());
        }
        return result;
    }

    private void keepRefused() {
        for (Work work : works) {
            try {
                if (work instanceof SinkWork sink) {
                    sink.keepRefused();
                }
            } catch (Exception e) {
                // They could not be written where they were to help; the run has failed already.
            }
        }
    }

    private static Ending worse(Ending ending, Failure failure) {
        return ending instanceof Ending.Failed ? ending : new Ending.Failed(failure);
    }

    private void drain() {
        for (Wire wire : wires) {
            for (var event = wire.poll(); event != null; event = wire.poll()) {
                if (event instanceof WireEvent.Rows(Batch batch, _)) {
                    batch.close();
                }
            }
        }
    }

    private Optional<Failure> leak() {
        Optional<Failure> found = Optional.empty();
        for (Work work : works) {
            long bytes = work.context.closeMemory();
            if (bytes > 0 && found.isEmpty()) {
                var message =
                        "has not given back %,d bytes of memory when it ended".formatted(bytes);
                found =
                        Optional.of(
                                Failure.of(
                                        Problem.error(
                                                RunCodes.LEAK,
                                                "processors." + work.key(),
                                                message)));
            }
        }
        long queued = allocator.getAllocatedMemory();
        if (queued == 0) {
            allocator.close();
        } else if (found.isEmpty()) {
            var message =
                    "%,d bytes of batches were never closed by who was given them"
                            .formatted(queued);
            found = Optional.of(Failure.of(Problem.error(RunCodes.LEAK, "", message)));
        }
        return found;
    }

    void checkpointed(Checkpoint checkpoint) {
        owner.checkpointed(checkpoint);
    }

    private void keepAlive() {
        locked(() -> {
            if (!closing) {
                works.forEach(work -> {
                    if (work instanceof SourceWork source) {
                        source.askToKeepAlive();
                        poke(source);
                    }
                });
                keepAlive = scheduler().after(KEEP_ALIVE, this::keepAlive);
            }
        });
    }

    void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    <T> T lockedGet(java.util.function.Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
