package dev.weir.server.http;

import dev.weir.core.deadletter.DeadLetters;
import dev.weir.core.file.Flow;
import dev.weir.core.file.FlowFile;
import dev.weir.core.plan.Plan;
import dev.weir.core.plan.PlanOptions;
import dev.weir.core.plan.Planned;
import dev.weir.core.plan.Planner;
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
import dev.weir.core.spec.Catalog;
import dev.weir.core.state.Disk;
import dev.weir.core.state.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flows of a server: kept as files, run by one engine. Methods block and may be called by any
 * thread; those that change a flow exclude each other.
 */
final class DeployedFlows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeployedFlows.class);
    private static final long STOP_SECONDS = 30;

    private final Path dataFolder;
    private final FlowStore store;
    private final Catalog catalog;
    private final Engine engine;
    private final Disk.Locked.Ours lock;
    private final Wanted wanted;
    private final Restarts restarts = new Restarts(this::restart);

    private DeployedFlows(
            Path dataFolder, FlowStore store, Catalog catalog, Engine engine, Disk.Locked.Ours lock)
            throws IOException {
        this.dataFolder = dataFolder;
        this.store = store;
        this.catalog = catalog;
        this.engine = engine;
        this.lock = lock;
        this.wanted = new Wanted(dataFolder);
    }

    /**
     * @throws ServerRefused if another server has the folder
     */
    static DeployedFlows open(Path dataFolder) throws IOException {
        var disk = new LocalDisk();
        disk.createFolders(dataFolder);
        return switch (disk.lock(dataFolder.resolve("server.lock"), "weir server")) {
            case Disk.Locked.Theirs(String holder) ->
                    throw new ServerRefused(
                            "%s is the data folder of another server, %s; give this one another with --data"
                                    .formatted(dataFolder, holder));
            case Disk.Locked.Ours lock -> {
                try {
                    yield open(dataFolder, lock);
                } catch (IOException | RuntimeException e) {
                    lock.release();
                    throw e;
                }
            }
        };
    }

    private static DeployedFlows open(Path dataFolder, Disk.Locked.Ours lock) throws IOException {
        var catalog = Catalog.load(dataFolder.resolve("plugins"));
        catalog.problems().forEach(problem -> LOG.warn("{}", problem.text()));
        return new DeployedFlows(
                dataFolder,
                new FlowStore(dataFolder),
                catalog,
                Engine.open(EngineOptions.of(dataFolder)),
                lock);
    }

    Catalog catalog() {
        return catalog;
    }

    /**
     * A flow.
     *
     * @param running if it was started since the server is up
     * @param hindrance why it was not started with the server, though it should run
     */
    record Known(
            FlowStore.Stored stored,
            Optional<Flow> flow,
            Optional<RunningFlow> running,
            Optional<String> hindrance) {}

    /** A text with all that is known of it. */
    record Checked(Optional<Flow> flow, Optional<Planned> planned, List<Problem> problems) {
        boolean hasErrors() {
            return problems.stream().anyMatch(Problem::isError);
        }
    }

    Checked check(String text, Path file) {
        var parsed = FlowFile.parse(text, file);
        var problems = new ArrayList<>(parsed.problems());
        var planned =
                parsed.flow().map(flow -> Planner.plan(flow, catalog, PlanOptions.of(dataFolder)));
        planned.ifPresent(p -> problems.addAll(p.problems()));
        return new Checked(parsed.flow(), planned, problems);
    }

    List<Known> all() throws IOException {
        var all = new ArrayList<Known>();
        for (String name : store.names()) {
            try {
                find(name).ifPresent(all::add);
            } catch (IOException _) {
                // A damaged file must not hide the other flows; who asks for this one is told.
            }
        }
        return all;
    }

    Optional<Known> find(String name) throws IOException {
        return store.find(name)
                .map(stored ->
                        new Known(
                                stored,
                                FlowFile.parse(stored.text(), stored.file()).flow(),
                                engine.find(name),
                                restarts.reason(name)));
    }

    Known known(String name) throws IOException {
        return find(name).orElseThrow(() -> ApiProblem.noSuchFlow(name));
    }

    synchronized Known deploy(String name, String text, Optional<Path> base) throws IOException {
        Path file =
                base.orElse(dataFolder.resolve("deployed").resolve(name))
                        .resolve(name + ".flow.yaml");
        var checked = check(text, file);
        if (checked.hasErrors() || checked.flow().isEmpty()) {
            throw invalid(name, checked.problems());
        }
        String said = checked.flow().get().name();
        if (!said.equals(name)) {
            throw new ApiProblem(
                    422, "Invalid flow", "the file says 'flow: %s', not %s".formatted(said, name));
        }
        if (isRunning(name)) {
            throw new ApiProblem(
                    409, "Conflict", name + " is running; stop it before deploying a new version");
        }
        store.put(name, text, base);
        return known(name);
    }

    synchronized Known start(String name, boolean fresh) throws IOException {
        var stored = known(name).stored();
        if (isRunning(name)) {
            throw new ApiProblem(409, "Conflict", name + " is running already");
        }
        boolean before = wanted.contains(name);
        boolean started = false;
        try {
            launch(stored, fresh);
            started = true;
        } finally {
            if (!started && !before) {
                wanted.remove(name); // the caller is told, and decides
            }
        }
        restarts.forget(name);
        return known(name);
    }

    private void launch(FlowStore.Stored stored, boolean fresh) throws IOException {
        String name = stored.name();
        var plan = plan(stored);
        wanted.add(name); // before the start, lest a kill between them forgets the flow
        try {
            engine.start(plan, new RunOptions(fresh))
                    .whenEnded(outcome -> forgetIfOver(name, outcome));
        } catch (FlowRefused refused) {
            throw new ApiProblem(
                    409, "Refused", refused.problem().message(), List.of(refused.problem()));
        }
    }

    /** A flow that has completed or failed is not started again by the next server. */
    private void forgetIfOver(String name, Outcome outcome) {
        if (outcome.state() != FlowState.STOPPED) {
            // On a thread of its own: who holds the monitor may wait for the flow's end.
            Thread.ofVirtual().name("weir-ended").start(() -> forget(name));
        }
    }

    private synchronized void forget(String name) {
        try {
            if (!isRunning(name)) {
                wanted.remove(name);
            }
        } catch (IOException e) {
            LOG.warn("{} will be started again: {}.", name, e.getMessage());
        }
    }

    synchronized Known stop(String name) throws IOException {
        var known = known(name);
        wanted.remove(name);
        restarts.forget(name);
        if (known.running().isPresent()) {
            var running = known.running().get();
            running.stop();
            awaitEnd(running);
        }
        return known(name);
    }

    synchronized void remove(String name) throws IOException {
        known(name);
        if (isRunning(name)) {
            throw new ApiProblem(409, "Conflict", name + " is running; stop it first");
        }
        wanted.remove(name);
        restarts.forget(name);
        store.remove(name);
    }

    Preview.Rows preview(String name, PortRef port, int rows)
            throws IOException, InterruptedException {
        var plan = plan(known(name).stored());
        boolean there =
                plan.nodes().stream()
                        .anyMatch(node ->
                                node.key().equals(port.processor())
                                        && node.outputPorts().contains(port.port()));
        if (!there) {
            throw new ApiProblem(404, "Not found", "the flow has no port " + port);
        }
        try {
            return Preview.rows(plan, port, rows);
        } catch (FlowFailed failed) {
            throw new ApiProblem(
                    422, "Preview failed", failed.problem().message(), List.of(failed.problem()));
        }
    }

    List<String> deadLetters(String name, int limit) throws IOException {
        var known = known(name);
        return known.flow().isEmpty()
                ? List.of()
                : new DeadLetters(dataFolder, known.flow().get()).show(limit);
    }

    /** Starts again what ran when the last server ended; what cannot start is tried again later. */
    void resume() throws IOException {
        wanted.names().forEach(restarts::begin);
    }

    /** Starts a flow, unless it runs or was stopped or removed in the meantime. */
    synchronized void restart(String name) throws IOException {
        if (!wanted.contains(name) || isRunning(name)) {
            return;
        }
        var stored = store.find(name);
        if (stored.isPresent()) {
            launch(stored.get(), false);
        } else {
            wanted.remove(name);
        }
    }

    private boolean isRunning(String name) {
        return engine.find(name).filter(running -> !running.state().isFinal()).isPresent();
    }

    private Plan plan(FlowStore.Stored stored) {
        var checked = check(stored.text(), stored.file());
        return checked.planned()
                .flatMap(Planned::plan)
                .filter(_ -> !checked.hasErrors())
                .orElseThrow(() -> invalid(stored.name(), checked.problems()));
    }

    private static ApiProblem invalid(String name, List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        return new ApiProblem(
                422,
                "Invalid flow",
                "%s has %d error%s".formatted(name, errors, errors == 1 ? "" : "s"),
                problems);
    }

    private static void awaitEnd(RunningFlow running) {
        var ended = new java.util.concurrent.CompletableFuture<Void>();
        running.whenEnded(_ -> ended.complete(null));
        try {
            ended.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException _) {
            running.cancel();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops what runs at a checkpoint; the next server starts it again. */
    @Override
    public void close() {
        restarts.close();
        try {
            var running = all().stream().flatMap(known -> known.running().stream()).toList();
            running.forEach(RunningFlow::stop);
            running.forEach(DeployedFlows::awaitEnd);
        } catch (IOException e) {
            LOG.warn("The flows could not be listed: {}.", e.getMessage());
        }
        engine.close();
        lock.release();
    }
}
