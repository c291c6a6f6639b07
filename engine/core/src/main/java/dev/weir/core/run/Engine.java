package dev.weir.core.run;

import dev.weir.api.Source;
import dev.weir.core.checkpoint.CheckpointStore;
import dev.weir.core.deadletter.DeadLetterSink;
import dev.weir.core.plan.Plan;
import dev.weir.core.provenance.EventLog;
import dev.weir.core.state.Disk;
import dev.weir.core.state.FlowFolder;
import dev.weir.core.state.LocalDisk;
import dev.weir.core.storage.LocalStorage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Runs flows. Safe for use by many threads. */
public final class Engine implements AutoCloseable {
    private final EngineOptions options;
    private final WorkerPool pool;
    private final BufferAllocator memory = new RootAllocator();
    private final Surroundings world;

    /** By the folder of their state, since two flows may have one name. */
    private final Map<Path, FlowExecution> flows = new ConcurrentHashMap<>();

    private final Map<String, FlowExecution> newest = new ConcurrentHashMap<>();

    private Engine(EngineOptions options, Disk disk) {
        this.options = options;
        this.pool = new WorkerPool(options.threads());
        this.world = new Surroundings(pool, options.clock(), disk, new LocalStorage(), memory);
    }

    public static Engine open(EngineOptions options) {
        return open(options, new LocalDisk());
    }

    /**
     * With another disk beneath the engine's own state, for tests in which it breaks its promises.
     */
    static Engine open(EngineOptions options, Disk disk) {
        return new Engine(options, disk);
    }

    /**
     * Starts a flow: continues an interrupted run, or begins a new one.
     *
     * @throws FlowRefused if it runs already, or was changed since it was interrupted
     */
    public RunningFlow start(Plan plan, RunOptions run) throws FlowRefused {
        var flow = plan.flow();
        var folder = FlowFolder.of(options.dataFolder(), flow);
        var sink =
                new DeadLetterSink(
                        world.disk(), folder.deadLetters(), DeadLetterSink.RETENTION_BYTES);
        var graph = Graph.of(plan).withDeadLetters(plan.unread(), sink);
        return start(new FlowSetup(flow.name(), graph, plan.version(), flow.run(), folder), run);
    }

    RunningFlow start(FlowSetup setup, RunOptions run) throws FlowRefused {
        var store = new CheckpointStore(world.disk(), setup.folder().checkpoints());
        var execution =
                FlowExecution.start(setup, world, store, run, beginning -> trail(setup, beginning));
        flows.put(setup.folder().root(), execution);
        newest.put(setup.name(), execution);
        return execution;
    }

    private Trail trail(FlowSetup setup, Beginning beginning) {
        var sources =
                setup.graph().nodes().stream()
                        .filter(node -> node.processor() instanceof Source<?>)
                        .map(Graph.Node::key)
                        .collect(Collectors.toSet());
        return new RecordedTrail(
                sources,
                beginning.record().run(),
                beginning.from().epoch(),
                world.clock(),
                new EventLog(world.disk(), setup.folder().provenance()),
                pool::execute);
    }

    /** The flow of that name that was started here last, running or ended. */
    public Optional<RunningFlow> find(String flow) {
        return Optional.ofNullable(newest.get(flow));
    }

    /** Cancels what still runs and waits for its end. */
    @Override
    public void close() {
        flows.values().forEach(FlowExecution::cancel);
        try {
            for (FlowExecution flow : flows.values()) {
                flow.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.close();
        if (memory.getAllocatedMemory() == 0) {
            memory.close();
        }
    }
}
