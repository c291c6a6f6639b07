package dev.weir.core.run;

import dev.weir.core.file.RunSettings;
import dev.weir.core.file.RunSettings.Mode;
import dev.weir.core.plan.FlowVersion;
import dev.weir.core.state.FlowFolder;
import dev.weir.core.state.LocalDisk;
import dev.weir.core.watch.ProcessorCounters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;

/** An engine with a folder of its own, and sinks whose numbers can be looked at. */
abstract class EngineFixture {
    @TempDir Path folder;

    final LocalDisk disk = new LocalDisk();
    final AtomicLong names = new AtomicLong();

    static ProcessorCounters processor(RunningFlow flow, String key) {
        return Optional.ofNullable(flow.counters().processors().get(key)).orElseThrow();
    }

    static Outside pausing(long millis) {
        return what -> {
            if (what.equals("source polls") || what.equals("sink writes")) {
                LockSupport.parkNanos(millis * 1_000_000);
            }
        };
    }

    static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen in two minutes");
            }
            Thread.onSpinWait();
            LockSupport.parkNanos(1_000_000);
        }
    }

    Engine engine() {
        return Engine.open(EngineOptions.of(folder.resolve("data")));
    }

    Segments sink(String name, Outside outside) {
        return new Segments(disk, folder.resolve(name), names, outside, Duration.ZERO);
    }

    Segments sink(String name) {
        return new Segments(disk, folder.resolve(name), names, Outside.SOUND, Duration.ZERO);
    }

    List<Long> numbers(String name) throws Exception {
        return Segments.numbers(disk, folder.resolve(name));
    }

    static List<Long> counted(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    Outcome run(Graph graph) throws Exception {
        try (var engine = Engine.open(EngineOptions.of(folder.resolve("data")))) {
            return engine.start(setup(graph), RunOptions.DEFAULT).await();
        }
    }

    FlowSetup setup(Graph graph) {
        return setup(graph, new FlowVersion("1", Map.of("numbers", "1"), ""));
    }

    FlowSetup setup(Graph graph, FlowVersion version) {
        return setup(graph, version, Mode.BATCH);
    }

    FlowSetup setup(Graph graph, FlowVersion version, Mode mode) {
        var usual = RunSettings.DEFAULT;
        var settings =
                new RunSettings(
                        mode,
                        usual.delivery(),
                        Duration.ofMillis(50),
                        usual.memory(),
                        new RunSettings.Retry(3, Duration.ofMillis(5), Duration.ofMillis(50)),
                        usual.rejectedShare(),
                        usual.rejectedAfter());
        return new FlowSetup(
                "test",
                graph,
                version,
                settings,
                new FlowFolder(folder.resolve("data/flows/test")));
    }
}
