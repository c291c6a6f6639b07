package dev.weir.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Batch;
import dev.weir.testkit.Collector.Lane;
import dev.weir.testkit.Script.Split;
import dev.weir.testkit.Script.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link dev.weir.api.Transform} must do. A test class extends it and gives an example;
 * several examples are several (nested) classes.
 *
 * <p>Every test also fails on one leaked byte, on a batch whose schema is not the one of design
 * time, and on a snapshot above 16 MiB.
 */
public abstract class TransformContract {
    private static final int SEEDS = 3;
    private static final int RESTARTS = 40;

    /** The transform, what it is given and what must come of it. */
    protected abstract TransformExample example();

    @Test
    public final void givesWhatIsExpected(@TempDir Path folder) throws Exception {
        check(run(folder, example(), Split.ONE_BATCH), "all rows in one batch");
    }

    @Test
    public final void doesNotDependOnTheSplitIntoBatches(@TempDir Path folder) throws Exception {
        check(run(folder, example(), Split.ONE_ROW_EACH), "one row a batch");
        for (long seed = 1; seed <= SEEDS; seed++) {
            check(run(folder, example(), Split.random(seed)), "random batches, seed " + seed);
        }
    }

    @Test
    public final void goesOnAfterARestartBetweenAnyTwoBatches(@TempDir Path folder)
            throws Exception {
        restart(folder, Script.of(example(), Split.ONE_ROW_EACH), "one row a batch");
        restart(folder, Script.of(example(), Split.random(1)), "random batches, seed 1");
    }

    @Test
    public final void survivesEveryCheckpoint(@TempDir Path folder) throws Exception {
        var example = example();
        var script = Script.of(example, Split.random(1));
        try (var bench = new Bench(folder);
                var run = TransformRun.start(bench, example.processor(), example.inputs())) {
            script.play(run, 0, script.wholeSteps());
            for (int step = script.wholeSteps(); step < script.steps().size(); step++) {
                run.checkpoint();
                script.play(run, step, step + 1);
            }
            run.checkpoint();
            run.end();
            check(Seen.of(run), "a checkpoint after every batch");
        }
    }

    @Test
    public final void waitsForASlowReader(@TempDir Path folder) throws Exception {
        var example = example();
        var script = Script.of(example, Split.random(2));
        try (var bench = new Bench(folder)) {
            var reader = new Worker.SlowReader();
            var outputs = bench.outputs(example.processor(), example.inputs());
            var collector = new Collector(bench, outputs, reader);
            var worker = Worker.start(() -> play(bench, example, script, collector));
            rethrow(reader.readFrom(worker));
            check(Seen.of(collector), "a slow reader");
        }
    }

    @Test
    public final void endsWhenItIsCancelled(@TempDir Path folder) throws Exception {
        var example = example();
        var script = Script.of(example, Split.ONE_BATCH);
        try (var bench = new Bench(folder)) {
            var reader = new Worker.NoReader();
            var outputs = bench.outputs(example.processor(), example.inputs());
            var collector = new Collector(bench, outputs, reader);
            var worker = Worker.start(() -> play(bench, example, script, collector));
            boolean parked = reader.awaitParked(worker);
            worker.interrupt();
            checkInterrupted(worker.await(), parked);
        }
    }

    @Test
    public final void givesEverythingBackWhenItIsAbandoned(@TempDir Path folder) throws Exception {
        var example = example();
        var script = Script.of(example, Split.random(3));
        for (int step : points(0, script.steps().size())) {
            try (var bench = new Bench(folder);
                    var run = TransformRun.start(bench, example.processor(), example.inputs())) {
                script.play(run, 0, step);
            }
        }
    }

    @Test
    public final void leavesRowsAloneThatOthersReadToo(@TempDir Path folder) throws Exception {
        var example = example();
        var script = Script.of(example, Split.ONE_BATCH);
        try (var bench = new Bench(folder);
                var run = TransformRun.start(bench, example.processor(), example.inputs())) {
            for (int step = 0; step < script.steps().size(); step++) {
                if (script.steps().get(step)
                        instanceof Step.Give(String input, Optional<String> table, Rows rows)) {
                    var batch = named(bench.batch(rows), table);
                    try (var other = batch.share()) {
                        run.process(input, batch);
                        assertEquals(rows, Rows.of(other), "rows that are shared with others");
                    }
                } else {
                    script.play(run, step, step + 1);
                }
            }
            run.end();
        }
    }

    @Test
    public final void takesColumnsOfNulls(@TempDir Path folder) throws Exception {
        var nulls = example().withoutValues();
        var expected = run(folder, nulls, Split.ONE_BATCH);
        assertSame(expected.rows, run(folder, nulls, Split.ONE_ROW_EACH).rows, "columns of nulls");
    }

    @Test
    public final void takesInputsWithoutRows(@TempDir Path folder) throws Exception {
        var none = example().withoutRows();
        var expected = run(folder, none, Split.ONE_BATCH);
        var emptyBatches = run(folder, none, rows -> List.of(rows, rows));
        assertSame(expected.rows, emptyBatches.rows, "batches without rows");
    }

    @Test
    public final void sharesItsWorkIfItSaysSo(@TempDir Path folder) throws Exception {
        var example = example();
        if (!example.processor().stateless()) {
            return;
        }
        var script = Script.of(example, Split.ONE_ROW_EACH);
        try (var bench = new Bench(folder);
                var one = TransformRun.start(bench, example.processor(), example.inputs());
                var two = TransformRun.start(bench, example.processor(), example.inputs())) {
            for (int step = 0; step < script.steps().size(); step++) {
                boolean everybody = script.steps().get(step) instanceof Step.EndInput;
                var mine = step % 2 == 0 ? one : two;
                var others = step % 2 == 0 ? two : one;
                script.play(mine, step, step + 1);
                if (everybody) {
                    script.play(others, step, step + 1);
                } else {
                    script.skip(others, step, step + 1);
                }
            }
            one.end();
            two.end();
            var both = Seen.of(one).then(Seen.of(two));
            compare(example.inAnyOrder(), both.rows, "two instances");
        }
    }

    @Test
    public final void comesBackFromItsSettings(@TempDir Path folder) throws Exception {
        Settings.check(example().processor(), folder);
    }

    @Test
    public final void announcesItsPortsAndSchemas(@TempDir Path folder) throws Exception {
        var example = example();
        try (var bench = new Bench(folder)) {
            var outputs = bench.outputs(example.processor(), example.inputs());
            assertEquals(
                    outputs,
                    bench.outputs(example.processor(), example.inputs()),
                    "outputSchemas must give the same answer each time");
            assertEquals(
                    List.copyOf(example.processor().outputPorts()),
                    List.copyOf(outputs.all().keySet()),
                    "outputSchemas and outputPorts must name the same ports");
        }
        assertEquals(example.processor(), example().processor(), "processors are values");
    }

    /** What came of a run: rows and lineage. */
    private record Seen(Map<Lane, Rows> rows, Map<String, List<String>> origins) {

        static Seen of(TransformRun run) {
            return of(run.output());
        }

        static Seen of(Collector output) {
            var origins = new LinkedHashMap<String, List<String>>();
            var rows = output.all();
            rows.keySet().forEach(lane -> origins.put(lane.port(), output.origins(lane.port())));
            return new Seen(rows, origins);
        }

        Seen then(Seen more) {
            var rows = new LinkedHashMap<>(this.rows);
            more.rows.forEach((lane, added) -> rows.merge(lane, added, Rows::and));
            var origins = new LinkedHashMap<>(this.origins);
            more.origins.forEach((port, added) ->
                    origins.merge(
                            port,
                            added,
                            (a, b) -> {
                                var both = new ArrayList<>(a);
                                both.addAll(b);
                                return both;
                            }));
            return new Seen(rows, origins);
        }
    }

    private static Seen run(Path folder, TransformExample example, Split split) throws Exception {
        var script = Script.of(example, split);
        try (var bench = new Bench(folder);
                var run = TransformRun.start(bench, example.processor(), example.inputs())) {
            script.play(run, 0, script.steps().size());
            run.end();
            return Seen.of(run);
        }
    }

    private static void play(
            Bench bench, TransformExample example, Script script, Collector collector)
            throws Exception {
        try (var run =
                TransformRun.start(
                        bench, example.processor(), example.inputs(), collector, List.of())) {
            script.play(run, 0, script.steps().size());
            run.end();
        }
    }

    private void restart(Path folder, Script script, String how) throws Exception {
        for (int cut : points(script.wholeSteps(), script.steps().size())) {
            check(
                    crashAndResume(folder, script, cut),
                    "%s, restart after step %d".formatted(how, cut));
        }
    }

    /** Takes a checkpoint at the cut, goes on a little, and dies; a second task takes over. */
    private Seen crashAndResume(Path folder, Script script, int cut) throws Exception {
        var example = example();
        int steps = script.steps().size();
        try (var bench = new Bench(folder)) {
            Seen before;
            TransformRun.Checkpoint checkpoint;
            try (var first = TransformRun.start(bench, example.processor(), example.inputs())) {
                script.play(first, 0, cut);
                checkpoint = first.checkpoint();
                before = Seen.of(first);
                script.play(first, cut, Math.min(steps, cut + cut % 3));
            }
            var outputs = bench.outputs(example.processor(), example.inputs());
            var collector = new Collector(bench, outputs);
            try (var second =
                    TransformRun.resume(
                            bench, example.processor(), example.inputs(), collector, checkpoint)) {
                script.play(second, 0, script.wholeSteps());
                script.skip(second, script.wholeSteps(), cut);
                script.play(second, cut, steps);
                second.end();
                return before.then(Seen.of(second));
            }
        }
    }

    private void check(Seen seen, String how) {
        var example = example();
        compare(example, seen.rows, how);
        example.origins()
                .forEach((port, expected) ->
                        assertEquals(
                                expected,
                                seen.origins.getOrDefault(port, List.of()),
                                "lineage of port %s: %s".formatted(port, how)));
    }

    private static void compare(TransformExample example, Map<Lane, Rows> seen, String how) {
        example.expected()
                .forEach((lane, expected) -> {
                    var names =
                            expected.schema().getFields().stream()
                                    .map(field -> field.getName())
                                    .toList();
                    var rows = seen.getOrDefault(lane, expected.slice(0, 0)).columns(names);
                    assertEquals(
                            text(expected, example.ordered()),
                            text(rows, example.ordered()),
                            "port %s: %s".formatted(lane, how));
                });
        seen.forEach((lane, rows) -> {
            if (!example.expected().containsKey(lane)) {
                throw new AssertionError(
                        "port %s: %s: nothing was expected, but there is%n%s"
                                .formatted(lane, how, rows));
            }
        });
    }

    private void assertSame(Map<Lane, Rows> expected, Map<Lane, Rows> actual, String how) {
        boolean ordered = example().ordered();
        var left = new LinkedHashMap<String, String>();
        expected.forEach((lane, rows) -> left.put(lane.toString(), text(rows, ordered)));
        var right = new LinkedHashMap<String, String>();
        actual.forEach((lane, rows) -> right.put(lane.toString(), text(rows, ordered)));
        assertEquals(left, right, how);
    }

    private static String text(Rows rows, boolean ordered) {
        return (ordered ? rows : rows.sorted()).toString();
    }

    /** All points of a range, or a seeded choice if there are too many. */
    private static List<Integer> points(int from, int to) {
        if (to - from < RESTARTS) {
            return java.util.stream.IntStream.rangeClosed(from, to).boxed().toList();
        }
        return new Random(1).ints(RESTARTS, from, to + 1).boxed().distinct().sorted().toList();
    }

    private static Batch named(Batch batch, Optional<String> table) {
        if (table.isEmpty()) {
            return batch;
        }
        try (batch) {
            return batch.attribute(Batch.TABLE, table.get());
        }
    }

    /**
     * @param waited whether the task waited for a reader when it was interrupted
     */
    static void checkInterrupted(Optional<Throwable> failure, boolean waited) {
        if (failure.isPresent() && !isInterruption(failure.get())) {
            throw new AssertionError(
                    "a cancelled task must end with InterruptedException", failure.get());
        }
        if (failure.isEmpty() && waited) {
            throw new AssertionError("the task went on although it was interrupted");
        }
    }

    private static boolean isInterruption(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof InterruptedException
                    || at instanceof java.nio.channels.ClosedByInterruptException
                    || at instanceof java.io.InterruptedIOException) {
                return true;
            }
        }
        return false;
    }

    static void rethrow(Optional<Throwable> failure) throws Exception {
        if (failure.isPresent()) {
            switch (failure.get()) {
                case Exception e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new AssertionError(e);
            }
        }
    }
}
