package dev.weir.designer.engine;

import dev.weir.core.plan.Plan;
import dev.weir.core.plan.PortRef;
import dev.weir.core.problem.Problem;
import dev.weir.core.run.Engine;
import dev.weir.core.run.EngineOptions;
import dev.weir.core.run.FlowFailed;
import dev.weir.core.run.FlowRefused;
import dev.weir.core.run.FlowState;
import dev.weir.core.run.Outcome;
import dev.weir.core.run.Preview;
import dev.weir.core.run.RunOptions;
import dev.weir.core.run.RunningFlow;
import dev.weir.core.watch.Bulletin;
import dev.weir.core.watch.ProcessorCounters;
import dev.weir.core.watch.WireCounters;
import dev.weir.designer.engine.Progress.Counters;
import dev.weir.designer.engine.Progress.Note;
import dev.weir.designer.engine.Progress.State;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Live;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The engine in this process, opened when it is first needed. */
public final class LocalEngine implements EngineClient {

    private record Started(RunningFlow flow, Optional<Outcome> outcome) {}

    private final Path dataFolder;
    private final Map<String, Started> started = new ConcurrentHashMap<>();
    private Optional<Engine> engine = Optional.empty(); // guarded by this

    public LocalEngine(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    @Override
    public String name() {
        return "this computer";
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    private synchronized Engine engine() {
        if (engine.isEmpty()) {
            engine = Optional.of(Engine.open(EngineOptions.of(dataFolder)));
        }
        return engine.get();
    }

    private static Plan plan(Work work) throws EngineTrouble {
        return work.plan()
                .orElseThrow(
                        () -> new EngineTrouble("", "The flow has problems; mend them first."));
    }

    @Override
    public void deploy(Work work) throws EngineTrouble {
        plan(work);
    }

    @Override
    public void start(Work work, boolean fresh) throws EngineTrouble {
        try {
            var running = engine().start(plan(work), new RunOptions(fresh));
            started.put(work.flow(), new Started(running, Optional.empty()));
            running.whenEnded(outcome ->
                    started.put(work.flow(), new Started(running, Optional.of(outcome))));
        } catch (FlowRefused e) {
            throw new EngineTrouble(e.problem().code(), e.problem().message(), e);
        }
    }

    @Override
    public void stop(String flow) {
        Optional.ofNullable(started.get(flow)).ifPresent(running -> running.flow().stop());
    }

    @Override
    public void cancel(String flow) {
        Optional.ofNullable(started.get(flow)).ifPresent(running -> running.flow().cancel());
    }

    @Override
    public Progress progress(String flow) {
        Started known = started.get(flow);
        return known == null ? Progress.NONE : progress(known);
    }

    private static Progress progress(Started known) {
        var counters = known.flow().counters();
        var processors = new LinkedHashMap<String, Counters>();
        counters.processors().forEach((key, now) -> processors.put(key, counters(now)));
        var loads = new LinkedHashMap<Graph.Wire, Live.Load>();
        for (WireCounters wire : counters.wires()) {
            loads.put(
                    new Graph.Wire(
                            wire.from().processor(), wire.from().port(), wire.to(), wire.input()),
                    new Live.Load(wire.rows(), wire.queuedRows(), wire.full()));
        }
        var notes = known.flow().bulletins().stream().map(LocalEngine::note).toList();
        return new Progress(
                state(known.outcome().map(Outcome::state).orElse(known.flow().state())),
                known.outcome().flatMap(Outcome::problem).map(Problem::text),
                counters.nanos() / 1e9,
                processors,
                loads,
                notes);
    }

    private static Counters counters(ProcessorCounters now) {
        return new Counters(
                now.rowsIn(),
                now.rowsOut(),
                now.rejected(),
                now.busyNanos() / 1e9,
                now.blockedNanos() / 1e9);
    }

    private static Note note(Bulletin bulletin) {
        return new Note(
                bulletin.time(),
                bulletin.severity().name(),
                bulletin.processor(),
                bulletin.code(),
                bulletin.message());
    }

    private static State state(FlowState state) {
        return switch (state) {
            case STARTING -> State.STARTING;
            case RUNNING -> State.RUNNING;
            case WAITING -> State.WAITING;
            case STOPPING -> State.STOPPING;
            case COMPLETED -> State.COMPLETED;
            case STOPPED -> State.STOPPED;
            case FAILED -> State.FAILED;
        };
    }

    @Override
    public RowTable rows(Work work, PortRef port, int rows)
            throws EngineTrouble, InterruptedException {
        try (var found = Preview.rows(plan(work), port, rows)) {
            return RowTable.of(found.schema(), found.batches(), rows, found.complete());
        } catch (FlowFailed e) {
            throw new EngineTrouble(e.problem().code(), e.problem().text(), e);
        }
    }

    @Override
    public synchronized void close() {
        engine.ifPresent(Engine::close);
        engine = Optional.empty();
    }
}
