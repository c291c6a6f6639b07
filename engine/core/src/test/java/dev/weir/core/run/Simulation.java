package dev.weir.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.checkpoint.CheckpointStore;
import dev.weir.core.file.RunSettings;
import dev.weir.core.plan.FlowVersion;
import dev.weir.core.state.Disk;
import dev.weir.core.state.FlowFolder;
import dev.weir.core.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.arrow.memory.RootAllocator;

/**
 * A random graph run to its end through crashes and failures at random moments, all of which a seed
 * decides. What the sinks show in the end must be every row, once.
 */
final class Simulation {
    private static final Path ROOT = Path.of("/simulated");

    private final Random random;
    private final SimulatedDisk disk;
    private final AtomicLong names = new AtomicLong();
    private final Function<Disk, Disk> stateDisk;
    private final RandomGraph graphs;
    private final Duration hold;
    private double failures;
    private int crashes;

    /**
     * @param stateDisk what the engine's own files are kept on, made of a sound disk
     */
    Simulation(long seed, Function<Disk, Disk> stateDisk) {
        this.random = new Random(seed);
        this.disk = new SimulatedDisk(random);
        this.stateDisk = stateDisk;
        this.graphs = new RandomGraph(new Random(random.nextLong()));
        this.hold = Duration.ofMillis(random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 0);
        this.failures = random.nextInt(3) == 0 ? 0.002 : 0;
    }

    /** Runs the flow, and perhaps a second time: that must not change what there is to see. */
    void run() throws Exception {
        runOnce();
        if (random.nextInt(3) == 0) {
            failures = random.nextInt(3) == 0 ? 0.002 : 0;
            runOnce();
        }
    }

    /** Starts the flow again and again until it has completed, then checks what came of it. */
    private void runOnce() throws Exception {
        int lives = random.nextInt(5);
        for (int life = 0; ; life++) {
            long crashAfter = life < lives ? 1 + random.nextInt(600) : Long.MAX_VALUE;
            if (life >= lives) {
                failures = 0;
            }
            if (live(crashAfter)) {
                break;
            }
        }
        disk.failures(0);
        for (var sink : graphs.expected().entrySet()) {
            var shown = Segments.numbers(disk.mount(), ROOT.resolve(sink.getKey()));
            assertEquals(sink.getValue(), shown, () -> sink.getKey() + " of " + graphs);
        }
    }

    /** One process; true if it saw the flow complete. */
    private boolean live(long crashAfter) throws Exception {
        Disk mounted = disk.mount();
        disk.failures(0);
        try (var scheduler = new SimulatedScheduler(random);
                var memory = new RootAllocator()) {
            var world =
                    new Surroundings(
                            scheduler,
                            scheduler.clock(),
                            stateDisk.apply(mounted),
                            new LocalStorage(),
                            memory);
            var flow = start(world, mounted);
            disk.failures(failures);
            scheduler.run(() -> flow.outcome().isPresent() || scheduler.steps() >= crashAfter);
            if (flow.outcome().isEmpty()) {
                crashes++;
                disk.crash();
                flow.cancel();
                scheduler.run(() -> flow.outcome().isPresent());
                noLeak(flow.outcome());
                return false;
            }
            var outcome = flow.outcome().get();
            noLeak(flow.outcome());
            return outcome.state() == FlowState.COMPLETED;
        }
    }

    private FlowExecution start(Surroundings world, Disk mounted) throws FlowRefused {
        var folder = new FlowFolder(ROOT.resolve("state"));
        var durable = new CheckpointStore(mounted, folder.checkpoints());
        var graph = graphs.graph(name -> sink(mounted, name), outside(durable));
        var setup =
                new FlowSetup(
                        "simulated", graph, new FlowVersion("1", Map.of(), ""), settings(), folder);
        var store = new CheckpointStore(world.disk(), folder.checkpoints());
        return FlowExecution.start(setup, world, store, RunOptions.DEFAULT, _ -> Trail.NONE);
    }

    private Segments sink(Disk mounted, String name) {
        return new Segments(mounted, ROOT.resolve(name), names, this::fail, hold);
    }

    private void fail(String what) throws IOException {
        if (failures > 0 && random.nextDouble() < failures) {
            throw new IOException(what + ": the outside world failed");
        }
    }

    /** A source must not hear that something is durable which no checkpoint covers. */
    private Outside outside(CheckpointStore store) {
        return new Outside() {
            @Override
            public void check(String what) throws IOException {
                fail(what);
            }

            @Override
            public void committed(String source, String split, long next) throws IOException {
                disk.failures(0);
                long covered = covered(store, source, split);
                disk.failures(failures);
                if (next > covered) {
                    throw new AssertionError(
                            "%s of %s was told that %d is durable, and %d is"
                                    .formatted(split, source, next, covered));
                }
            }
        };
    }

    private static long covered(CheckpointStore store, String source, String split)
            throws IOException {
        var checkpoint = store.last().orElseThrow();
        var cut = Optional.ofNullable(checkpoint.sources().get(source)).orElseThrow();
        return cut.splits().stream()
                .filter(part -> part.split().id().equals(split))
                .mapToLong(part -> part.position().orElseThrow().path("next").asLong())
                .findFirst()
                .orElseThrow();
    }

    private static RunSettings settings() {
        var usual = RunSettings.DEFAULT;
        return new RunSettings(
                usual.mode(),
                usual.delivery(),
                Duration.ofMillis(20),
                new dev.weir.api.ByteSize(1 << 20),
                new RunSettings.Retry(3, Duration.ofMillis(10), Duration.ofSeconds(1)),
                Optional.empty(),
                0);
    }

    private static void noLeak(Optional<Outcome> outcome) {
        var problem = outcome.flatMap(Outcome::problem);
        problem.ifPresent(p -> {
            if (!RunCodes.OUTSIDE_FAILED.equals(p.code())
                    && !RunCodes.CHECKPOINT_UNCERTAIN.equals(p.code())) {
                var failure = new AssertionError(p.code() + " " + p.text());
                outcome.flatMap(Outcome::cause).ifPresent(failure::initCause);
                throw failure;
            }
        });
    }

    @Override
    public String toString() {
        return "%d crashes, failures %s, in:%n%s".formatted(crashes, failures, graphs);
    }

    int crashes() {
        return crashes;
    }

    /** Keeps a list handy for the messages of failed runs. */
    static List<Long> sorted(List<Long> numbers) {
        var all = new ArrayList<>(numbers);
        all.sort(null);
        return all;
    }
}
