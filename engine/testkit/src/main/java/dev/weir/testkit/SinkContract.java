package dev.weir.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Inputs;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Run;
import dev.weir.api.Sink;
import dev.weir.api.Sink.Delivery;
import dev.weir.testkit.Script.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Sink} must do. A test class extends it and gives a sink, rows, and what
 * everybody can see in the target; several examples are several (nested) classes.
 *
 * <p>Every test also fails on one leaked byte, on a batch that {@code write} closes or changes, and
 * on a receipt that does not survive a checkpoint.
 *
 * @param <R> the receipt
 */
public abstract class SinkContract<R extends Record> {

    /** A sink into a target that is empty at first. Equal for the same folder. */
    protected abstract Sink<R> sink(Path target) throws Exception;

    /** What is written; at least three rows. */
    protected abstract Rows rows();

    /** What everybody can see in the target, one text a row. */
    protected abstract List<String> visible(Path target) throws Exception;

    /** What must be seen when all rows were written: one text for each row that was not refused. */
    protected abstract List<String> expected();

    /** What leaves by {@code errors}; columns that are left out are not compared. */
    protected Rows errors() {
        return Rows.of(Rejections.SCHEMA);
    }

    @Test
    public final void writesWhatIsExpected(@TempDir Path folder) throws Exception {
        try (var bench = bench(folder, "1", false)) {
            var target = target(folder);
            try (var run = start(bench, target, Optional.empty())) {
                run.write(rows());
                run.checkpoint(1, Optional.empty());
                checkErrors(run);
            }
            assertEquals(expected(), visible(target));
        }
    }

    @Test
    public final void doesNotDependOnTheSplitIntoBatches(@TempDir Path folder) throws Exception {
        for (int seed = 0; seed <= 5; seed++) {
            var split = seed == 0 ? Split.ONE_ROW_EACH : Split.random(seed);
            var target = target(folder.resolve("seed-" + seed));
            try (var bench = bench(folder, "1", false);
                    var run = start(bench, target, Optional.empty())) {
                Optional<R> last = Optional.empty();
                long epoch = 0;
                for (Rows batch : batches(split)) {
                    run.write(batch);
                    if (batch.count() != 2) {
                        last = run.checkpoint(++epoch, last);
                    }
                }
                run.checkpoint(++epoch, last);
                checkErrors(run);
            }
            assertEquals(expected(), visible(target), "seed " + seed);
        }
    }

    @Test
    public final void showsNothingBeforeItsCommit(@TempDir Path folder) throws Exception {
        var target = target(folder);
        if (sink(target).delivery() != Delivery.TRANSACTIONAL) {
            return;
        }
        try (var bench = bench(folder, "1", false);
                var run = start(bench, target, Optional.empty())) {
            run.write(rows());
            assertEquals(List.of(), visible(target), "after write");
            var receipt = run.prepare(1);
            assertEquals(List.of(), visible(target), "after prepare");
            run.commit(receipt.orElseThrow(() -> new AssertionError("rows, but no receipt")));
            assertEquals(expected(), visible(target), "after commit");
        }
    }

    @Test
    public final void commitsOnceHoweverOftenItIsTold(@TempDir Path folder) throws Exception {
        var target = target(folder);
        try (var bench = bench(folder, "1", false)) {
            Optional<R> receipt;
            try (var run = start(bench, target, Optional.empty())) {
                run.write(rows());
                receipt = run.checkpoint(1, Optional.empty());
                if (receipt.isPresent()) {
                    run.commit(receipt.get());
                    run.commit(receipt.get());
                }
            }
            for (int restart = 0; restart < 2; restart++) {
                try (var run = start(bench, target, receipt)) {
                    if (receipt.isPresent()) {
                        run.commit(receipt.get());
                    }
                }
            }
            assertEquals(expected(), visible(target));
        }
    }

    @Test
    public final void commitsInAnotherProcess(@TempDir Path folder) throws Exception {
        var target = target(folder);
        try (var bench = bench(folder, "1", false)) {
            Optional<R> receipt;
            try (var run = start(bench, target, Optional.empty())) {
                run.write(rows());
                receipt = run.prepare(1);
            }
            try (var run = start(bench, target, receipt)) {
                assertEquals(expected(), visible(target), "after recover");
                run.prepare(2);
            }
            assertEquals(expected(), visible(target));
        }
    }

    @Test
    public final void goesOnAfterACrashAnywhere(@TempDir Path folder) throws Exception {
        int batches = batches(Split.ONE_ROW_EACH).size();
        for (int cut = 0; cut < batches; cut++) {
            for (Crash crash : Crash.values()) {
                var target = target(folder.resolve(crash + "-" + cut));
                crash(folder, target, cut, crash);
                check(target, "%s after batch %d".formatted(crash, cut));
            }
        }
    }

    /** How the second epoch ends before it is complete. */
    private enum Crash {
        AFTER_WRITE,
        AFTER_PREPARE,
        ABORT_AFTER_WRITE,
        ABORT_AFTER_PREPARE
    }

    /** One complete epoch up to the cut, then an epoch that is lost, then all the rest. */
    private void crash(Path folder, Path target, int cut, Crash crash) throws Exception {
        var batches = batches(Split.ONE_ROW_EACH);
        try (var bench = bench(folder, "1", false)) {
            Optional<R> last;
            try (var run = start(bench, target, Optional.empty())) {
                write(run, batches.subList(0, cut));
                last = run.checkpoint(1, Optional.empty());
                write(run, batches.subList(cut, Math.min(batches.size(), cut + 2)));
                if (crash == Crash.AFTER_PREPARE || crash == Crash.ABORT_AFTER_PREPARE) {
                    run.prepare(2);
                }
                if (crash == Crash.ABORT_AFTER_WRITE || crash == Crash.ABORT_AFTER_PREPARE) {
                    run.abort(last);
                    write(run, batches.subList(cut, batches.size()));
                    run.checkpoint(2, last);
                    return;
                }
            }
            try (var run = start(bench, target, last)) {
                write(run, batches.subList(cut, batches.size()));
                run.checkpoint(2, last);
            }
        }
    }

    @Test
    public final void goesOnAfterItWasCancelled(@TempDir Path folder) throws Exception {
        var target = target(folder);
        try (var bench = bench(folder, "1", false)) {
            var worker =
                    Worker.start(() -> {
                        try (var run = start(bench, target, Optional.empty())) {
                            Thread.currentThread().interrupt();
                            run.write(rows());
                        } finally {
                            Thread.interrupted();
                        }
                    });
            TransformContract.checkInterrupted(worker.await(), false);
            try (var run = start(bench, target, Optional.empty())) {
                run.write(rows());
                run.checkpoint(1, Optional.empty());
            }
            check(target, "after a cancelled task");
        }
    }

    @Test
    public final void takesNothingAndNulls(@TempDir Path folder) throws Exception {
        var target = target(folder);
        try (var bench = bench(folder, "1", false);
                var run = start(bench, target, Optional.empty())) {
            var last = run.checkpoint(1, Optional.empty());
            run.write(rows().slice(0, 0));
            last = run.checkpoint(2, last);
            run.write(rows().withoutValues());
            run.checkpoint(3, last);
        }
    }

    @Test
    public final void replacesWhenTheRunIsComplete(@TempDir Path folder) throws Exception {
        var target = target(folder);
        if (!sink(target).canReplace() || sink(target).delivery() != Delivery.TRANSACTIONAL) {
            return;
        }
        for (String id : List.of("1", "2")) {
            try (var bench = bench(folder, id, true);
                    var run = start(bench, target, Optional.empty())) {
                Optional<R> last = Optional.empty();
                long epoch = 0;
                for (Rows batch : batches(Split.ONE_ROW_EACH)) {
                    run.write(batch);
                    last = run.checkpoint(++epoch, last);
                }
                var before = id.equals("1") ? List.of() : expected();
                assertEquals(before, visible(target), "run %s, before publish".formatted(id));
                run.publish();
                assertEquals(expected(), visible(target), "run %s, published".formatted(id));
                run.publish();
                assertEquals(expected(), visible(target), "run %s, published twice".formatted(id));
            }
        }
    }

    @Test
    public final void comesBackFromItsSettings(@TempDir Path folder) throws Exception {
        Settings.check(sink(target(folder)), folder);
    }

    @Test
    public final void announcesItsPorts(@TempDir Path folder) throws Exception {
        var target = target(folder);
        try (var bench = bench(folder, "1", false)) {
            var sink = sink(target);
            var outputs = bench.outputs(sink, Inputs.of(rows().schema()));
            assertEquals(
                    List.copyOf(sink.outputPorts()),
                    List.copyOf(outputs.all().keySet()),
                    "outputSchemas and outputPorts must name the same ports");
            assertEquals(sink, sink(target), "processors are values");
        }
    }

    private SinkRun<R> start(Bench bench, Path target, Optional<R> last) throws Exception {
        return SinkRun.start(bench, sink(target), Inputs.of(rows().schema()), last);
    }

    private static Bench bench(Path folder, String run, boolean replacing) {
        return new Bench(folder, new Run("test", run, replacing, false));
    }

    private static Path target(Path folder) throws Exception {
        return Files.createDirectories(folder.resolve("target"));
    }

    private List<Rows> batches(Split split) {
        var batches = new ArrayList<Rows>();
        int from = 0;
        for (int size : split.sizes(rows().count())) {
            batches.add(rows().slice(from, from += size));
        }
        return batches;
    }

    private void write(SinkRun<R> run, List<Rows> batches) throws Exception {
        for (Rows batch : batches) {
            run.write(batch);
        }
    }

    /** Exactly what is expected, or at least that where the sink promises no more. */
    private void check(Path target, String how) throws Exception {
        var seen = visible(target);
        if (sink(target).delivery() != Delivery.AT_LEAST_ONCE) {
            assertEquals(expected(), seen, how);
            return;
        }
        if (!seen.containsAll(expected())) {
            throw new AssertionError(
                    "%s: some of %s is not in %s".formatted(how, expected(), seen));
        }
    }

    private void checkErrors(SinkRun<R> run) {
        var expected = errors();
        var names = expected.schema().getFields().stream().map(f -> f.getName()).toList();
        var lane = Collector.Lane.of(Processor.ERRORS);
        var seen = run.output().all().getOrDefault(lane, Rows.of(Rejections.SCHEMA));
        assertEquals(expected.toString(), seen.columns(names).toString(), "errors");
    }
}
