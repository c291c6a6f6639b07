package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Run;
import dev.weir.core.checkpoint.Checkpoint;
import dev.weir.core.file.Flow;
import dev.weir.core.plan.FlowVersion;
import dev.weir.core.plan.PortRef;
import dev.weir.core.state.FlowFolder;
import dev.weir.core.state.LocalDisk;
import dev.weir.core.storage.LocalStorage;
import dev.weir.core.watch.Bulletins;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Runs a graph on the side: no state, no checkpoints, no trace, threads of its own. For previews
 * and for the tests of flows.
 */
final class SideRun implements Attempt.Owner {
    private final CompletableFuture<Attempt.Ending> end = new CompletableFuture<>();

    private SideRun() {}

    /** Who looks at what comes out; may end the run, if it has seen enough. */
    interface Watcher {
        /** Called by the tasks' threads; the batch is lent. */
        void saw(PortRef port, Batch batch, Runnable enough);
    }

    /**
     * Runs until everything has ended, the watcher has seen enough, or the time is over.
     *
     * @throws FlowFailed if a processor failed
     */
    static Attempt.Ending run(
            Flow flow,
            Graph graph,
            List<PortRef> ports,
            Watcher watcher,
            BufferAllocator memory,
            Duration limit)
            throws FlowFailed, InterruptedException {
        try (var pool = new WorkerPool(2)) {
            var disk = new LocalDisk();
            var world = new Surroundings(pool, Clock.systemUTC(), disk, new LocalStorage(), memory);
            var folder =
                    new FlowFolder(
                            Path.of(
                                    System.getProperty("java.io.tmpdir"),
                                    "weir-side-run-" + ProcessHandle.current().pid()));
            var version = new FlowVersion("", Map.of(), "");
            var setup = new FlowSetup(flow.name(), graph, version, flow.run(), folder);
            var owner = new SideRun();
            var ending = owner.start(setup, world, ports, watcher, limit);
            if (ending instanceof Attempt.Ending.Failed(Failure failure)) {
                var cause = Optional.ofNullable(failure.cause()).orElseGet(Exception::new);
                throw new FlowFailed(failure.problem(), cause);
            }
            return ending;
        }
    }

    private Attempt.Ending start(
            FlowSetup setup,
            Surroundings world,
            List<PortRef> ports,
            Watcher watcher,
            Duration limit)
            throws InterruptedException {
        var none = new Epochs.Setting(Optional.empty(), "side", 1, false, () -> 0, () -> 0);
        var queues = world.memory().newChildAllocator("wires", 0, Long.MAX_VALUE);
        var attempt = new Attempt(setup, world, queues, this, Trail.NONE, none);
        var taps = new Taps();
        for (PortRef port : ports) {
            taps.of(port).add(batch -> watcher.saw(port, batch, attempt::cancel));
        }
        var run = new Run(setup.name(), "side", false, setup.isStream(), true);
        var from = new StartingPoint(Optional.empty(), Map.of(), Map.of(), 1);
        new Assembly(setup, run, world, new Bulletins(), taps, from).into(attempt);
        attempt.start();
        world.scheduler().after(limit, attempt::cancel);
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an ending is always a value", e);
        } catch (InterruptedException e) {
            attempt.cancel();
            end.join();
            throw e;
        }
    }

    @Override
    public void running(Attempt attempt) {}

    @Override
    public void checkpointed(Checkpoint checkpoint) {}

    @Override
    public void over(Attempt attempt, Attempt.Ending ending) {
        end.complete(ending);
    }
}
