package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Context.Severity;
import dev.weir.api.Run;
import dev.weir.core.checkpoint.Checkpoint;
import dev.weir.core.checkpoint.CheckpointStore;
import dev.weir.core.checkpoint.RunRecord;
import dev.weir.core.plan.PortRef;
import dev.weir.core.problem.Problem;
import dev.weir.core.state.Disk;
import dev.weir.core.watch.Bulletin;
import dev.weir.core.watch.Bulletins;
import dev.weir.core.watch.FlowCounters;
import dev.weir.core.watch.Process;
import dev.weir.core.watch.ProcessorCounters;
import dev.weir.core.watch.Report;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A flow from its start to its end: one attempt after the other, each going on from the last
 * complete checkpoint, until one completes, is stopped, or fails for good. Guarded by its own
 * monitor, which is never taken by who holds the lock of an attempt.
 */
final class FlowExecution implements RunningFlow, Attempt.Owner {
    private final FlowSetup setup;
    private final Surroundings world;
    private final BufferAllocator memory;
    private final CheckpointStore store;
    private final Disk.Locked.Ours lock;
    private final Trail trail;
    private final Run run;
    private final Retries retries;
    private final Bulletins bulletins = new Bulletins();
    private final Taps taps = new Taps();
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private final long startedAt;
    private final long cpuAtStart = Process.cpuNanos();
    private final long nanosBefore;
    private final long cpuNanosBefore;

    // Guarded by this.
    private RunRecord record;
    private StartingPoint from;
    private FlowState state = FlowState.STARTING;
    private @Nullable Attempt attempt;
    private Scheduler.@Nullable Timer nextTry;
    private FlowCounters lastCounters = new FlowCounters(java.util.Map.of(), List.of(), 0, 0, 0);

    private FlowExecution(
            FlowSetup setup,
            Surroundings world,
            CheckpointStore store,
            Disk.Locked.Ours lock,
            Beginning beginning,
            Trail trail) {
        this.setup = setup;
        this.memory = world.memory().newChildAllocator(setup.name(), 0, Long.MAX_VALUE);
        this.world =
                new Surroundings(
                        world.scheduler(), world.clock(), world.disk(), world.storage(), memory);
        this.store = store;
        this.lock = lock;
        this.trail = trail;
        this.record = beginning.record();
        this.from = beginning.from();
        this.run = new Run(setup.name(), record.run(), record.replacing(), setup.isStream());
        this.retries = new Retries(setup.settings().retry(), setup.isStream());
        this.startedAt = world.scheduler().nanoTime();
        this.nanosBefore = from.checkpoint().map(Checkpoint::nanos).orElse(0L);
        this.cpuNanosBefore = from.checkpoint().map(Checkpoint::cpuNanos).orElse(0L);
    }

    /** Takes the flow's lock, decides where to go on, and sets it going. */
    static FlowExecution start(
            FlowSetup setup,
            Surroundings world,
            CheckpointStore store,
            RunOptions options,
            TrailMaker trails)
            throws FlowRefused {
        Assembly.check(setup.graph());
        var folder = setup.folder();
        try {
            world.disk().createFolders(folder.root());
            var lock = lock(setup, world.disk());
            try {
                var now = world.clock().instant();
                var beginning = Beginning.decide(setup, world.disk(), store, options, now);
                beginning.record().write(world.disk(), folder.run());
                var trail = trails.open(beginning);
                var execution = new FlowExecution(setup, world, store, lock, beginning, trail);
                execution.attempt();
                return execution;
            } catch (FlowRefused | IOException | RuntimeException e) {
                lock.release();
                throw e;
            }
        } catch (IOException e) {
            var message =
                    "the state of the flow in %s cannot be used: %s"
                            .formatted(folder.root(), Failure.describe(e));
            throw new FlowRefused(Problem.error(RunCodes.NO_STATE, "", message));
        }
    }

    /** Opens the provenance of a run. */
    interface TrailMaker {
        Trail open(Beginning beginning);
    }

    private static Disk.Locked.Ours lock(FlowSetup setup, Disk disk)
            throws IOException, FlowRefused {
        return switch (disk.lock(setup.folder().lock(), Holder.words())) {
            case Disk.Locked.Ours ours -> ours;
            case Disk.Locked.Theirs(String holder) ->
                    throw new FlowRefused(
                            Problem.error(
                                    RunCodes.LOCKED,
                                    "",
                                    "%s is running already, in %s; stop it there first"
                                            .formatted(setup.name(), holder)));
        };
    }

    private synchronized void attempt() {
        nextTry = null;
        if (state.isFinal()) {
            return; // Stopped at the very moment at which the pause was over.
        }
        if (state == FlowState.STOPPING) {
            finish(FlowState.STOPPED, Optional.empty());
            return;
        }
        state = FlowState.STARTING;
        var checkpoints =
                new Epochs.Setting(
                        Optional.of(store),
                        record.run(),
                        from.epoch(),
                        record.replacing(),
                        this::nanos,
                        this::cpuNanos);
        var queues = memory.newChildAllocator("wires", 0, Long.MAX_VALUE);
        var made = new Attempt(setup, world, queues, this, trail, checkpoints);
        new Assembly(setup, run, world, bulletins, taps, from).into(made);
        attempt = made;
        made.start();
    }

    @Override
    public synchronized void running(Attempt which) {
        if (state == FlowState.STARTING) {
            state = FlowState.RUNNING;
        }
    }

    @Override
    public synchronized void checkpointed(Checkpoint checkpoint) {
        from = from.after(checkpoint);
        retries.succeeded();
    }

    @Override
    public void over(Attempt which, Attempt.Ending ending) {
        var counters = look(which);
        synchronized (this) {
            lastCounters = counters;
            attempt = null;
        }
        trail.returned();
        switch (ending) {
            case Attempt.Ending.Completed _ -> complete();
            case Attempt.Ending.Stopped _ -> finish(FlowState.STOPPED, Optional.empty());
            case Attempt.Ending.Failed(Failure failure) -> failed(failure);
        }
    }

    private void complete() {
        var finished = record().finish();
        try {
            finished.write(world.disk(), setup.folder().run());
        } catch (IOException e) {
            var message =
                    "its record %s cannot be written: %s"
                            .formatted(setup.folder().run(), Failure.describe(e));
            failed(new Failure(Problem.error(RunCodes.OUTSIDE_FAILED, "run", message), e, true));
            return;
        }
        finish(FlowState.COMPLETED, Optional.empty());
    }

    private synchronized void failed(Failure failure) {
        if (state == FlowState.STOPPING) {
            tell(Severity.ERROR, failure.problem().code(), failure.problem().text());
            var how = failure.isOutside() ? FlowState.STOPPED : FlowState.FAILED;
            finish(how, Optional.of(failure));
            return;
        }
        var pause = failure.isOutside() ? retries.next() : Optional.<java.time.Duration>empty();
        if (pause.isEmpty()) {
            tell(Severity.ERROR, failure.problem().code(), failure.problem().text());
            finish(FlowState.FAILED, Optional.of(failure));
            return;
        }
        state = FlowState.WAITING;
        tell(
                retries.isLate() ? Severity.ERROR : Severity.WARNING,
                RunCodes.RETRYING,
                "%s; going on from the last checkpoint in %.1f s"
                        .formatted(failure.problem().text(), pause.get().toMillis() / 1000.0));
        nextTry = world.scheduler().after(pause.get(), this::attempt);
    }

    private void tell(Severity severity, String code, String message) {
        bulletins.add(new Bulletin(world.clock().instant(), severity, "", code, message));
    }

    private synchronized void finish(FlowState how, Optional<Failure> failure) {
        state = how;
        lock.release();
        if (memory.getAllocatedMemory() == 0) {
            memory.close();
        }
        var outcome =
                new Outcome(
                        how,
                        failure.map(Failure::problem),
                        failure.map(f -> RunCodes.FAULT.equals(f.problem().code())).orElse(false),
                        failure.flatMap(f -> Optional.ofNullable(f.cause())),
                        run.id(),
                        how != FlowState.COMPLETED);
        // Listeners may call back: not under the monitor.
        world.scheduler()
                .execute(() -> {
                    trail.close();
                    end.complete(outcome);
                });
    }

    @Override
    public String flow() {
        return setup.name();
    }

    @Override
    public String run() {
        return run.id();
    }

    @Override
    public synchronized FlowState state() {
        return state;
    }

    @Override
    public void stop() {
        var running = askToStop();
        if (running != null) {
            running.locked(running.epochs::stop);
        }
    }

    @Override
    public void cancel() {
        var running = askToStop();
        if (running != null) {
            running.cancel();
        }
    }

    private synchronized @Nullable Attempt askToStop() {
        if (state.isFinal()) {
            return null;
        }
        state = FlowState.STOPPING;
        if (nextTry != null) {
            nextTry.cancel();
            nextTry = null;
            finish(FlowState.STOPPED, Optional.empty());
        }
        return attempt;
    }

    @Override
    public Outcome await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is always a value", e);
        }
    }

    /** The end, if it has come. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(end.getNow(null));
    }

    @Override
    public void whenEnded(Consumer<Outcome> listener) {
        var _ = end.thenAccept(listener);
    }

    @Override
    public FlowCounters counters() {
        Attempt running;
        FlowCounters last;
        synchronized (this) {
            running = attempt;
            last = lastCounters;
        }
        return running == null ? last : look(running);
    }

    private FlowCounters look(Attempt which) {
        var processors = new LinkedHashMap<String, ProcessorCounters>();
        which.works.stream()
                .filter(work -> !isOurs(work.key()))
                .forEach(work -> processors.put(work.key(), work.shown()));
        var wires =
                which.lockedGet(() ->
                        which.wires.stream()
                                .filter(wire -> !isOurs(wire.edge.to()))
                                .map(Wire::counters)
                                .toList());
        long queued = which.lockedGet(which.queues::queuedBytes);
        return new FlowCounters(processors, wires, epochs(), nanos(), queued);
    }

    /** Whether it is the engine's own processor, which no flow file names. */
    private static boolean isOurs(String key) {
        return key.startsWith("_");
    }

    private synchronized long epochs() {
        return from.epoch() - record.firstEpoch();
    }

    private synchronized RunRecord record() {
        return record;
    }

    private long nanos() {
        return nanosBefore + world.scheduler().nanoTime() - startedAt;
    }

    private long cpuNanos() {
        return cpuNanosBefore + Process.cpuNanos() - cpuAtStart;
    }

    @Override
    public List<Bulletin> bulletins() {
        return bulletins.all();
    }

    @Override
    public String report() {
        return Report.of(
                        setup.name(),
                        run.id(),
                        state().name().toLowerCase(Locale.ROOT),
                        counters(),
                        cpuNanos())
                .json();
    }

    @Override
    public AutoCloseable tap(PortRef port, Consumer<Batch> consumer) {
        var list = taps.of(port);
        list.add(consumer);
        return () -> list.remove(consumer);
    }
}
