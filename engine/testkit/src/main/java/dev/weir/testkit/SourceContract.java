package dev.weir.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.Inputs;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Source;
import dev.weir.api.Split;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Source} must do. A test class extends it and gives a source over a few rows;
 * several examples are several (nested) classes.
 *
 * <p>Every test also fails on one leaked byte, on a batch whose schema is not the one of design
 * time, on a second batch in one poll, and on a position that does not survive a checkpoint.
 *
 * @param <P> the position
 */
public abstract class SourceContract<P extends Record> {

    /**
     * A source; called several times a test, with the same empty folder at first, in which what it
     * reads may be put. Equal each time.
     */
    protected abstract Source<P> source(Path folder) throws Exception;

    /** All rows that the source has, split by split. */
    protected abstract Rows rows();

    /** What leaves by {@code errors}; columns that are left out are not compared. */
    protected Rows errors() {
        return Rows.of(Rejections.SCHEMA);
    }

    /** How long the source may take to end after an interrupt; a minute unless overridden. */
    protected Duration patience() {
        return Worker.DEADLINE;
    }

    @Test
    public final void givesWhatIsExpected(@TempDir Path folder) throws Exception {
        try (var bench = new Bench(folder);
                var run = SourceRun.start(bench, source(folder))) {
            run.readAll();
            check(run.output(), "from beginning to end");
        }
    }

    @Test
    public final void goesOnFromEveryPosition(@TempDir Path folder) throws Exception {
        var source = source(folder);
        if (!source.canSeek()) {
            return;
        }
        try (var bench = new Bench(folder)) {
            var cuts = new ArrayList<SourceRun.Cut<P>>();
            List<Split> splits;
            try (var run = SourceRun.start(bench, source)) {
                splits = run.splits(List.of());
                for (Split split : splits) {
                    cuts.addAll(run.read(split, Optional.empty(), Integer.MAX_VALUE));
                }
                check(run.output(), "while its positions are taken");
            }
            if (cuts.isEmpty() && rows().count() > 0) {
                throw new AssertionError(
                        "the source never told a position, so it can never be cut");
            }
            for (var cut : cuts) {
                try (var run = SourceRun.start(bench, source(folder))) {
                    assertEquals(
                            ids(splits),
                            ids(run.splits(splits)),
                            "splits must be told again with the same ids");
                    run.read(cut.split(), Optional.of(cut.position()), Integer.MAX_VALUE);
                    for (Split later :
                            splits.subList(splits.indexOf(cut.split()) + 1, splits.size())) {
                        run.read(later, Optional.empty(), Integer.MAX_VALUE);
                    }
                    assertEquals(
                            rows().toString(),
                            cut.before().and(run.output().out()).toString(),
                            "reading on from %s".formatted(cut.position()));
                }
            }
        }
    }

    @Test
    public final void namesEachSplitOnce(@TempDir Path folder) throws Exception {
        try (var bench = new Bench(folder);
                var run = SourceRun.start(bench, source(folder))) {
            var ids = ids(run.splits(List.of()));
            assertEquals(List.copyOf(new LinkedHashSet<>(ids)), ids, "each split has its own id");
        }
    }

    @Test
    public final void waitsForASlowReader(@TempDir Path folder) throws Exception {
        try (var bench = new Bench(folder)) {
            var reader = new Worker.SlowReader();
            var source = source(folder);
            var collector = new Collector[1];
            var worker =
                    Worker.start(() -> {
                        try (var run = SourceRun.start(bench, source, reader)) {
                            collector[0] = run.output();
                            run.readAll();
                        }
                    });
            TransformContract.rethrow(reader.readFrom(worker));
            check(collector[0], "a slow reader");
        }
    }

    @Test
    public final void endsWhenItIsCancelled(@TempDir Path folder) throws Exception {
        try (var bench = new Bench(folder)) {
            var reader = new Worker.NoReader();
            var source = source(folder);
            var worker =
                    Worker.start(() -> {
                        try (var run = SourceRun.start(bench, source, reader)) {
                            run.readAll();
                        }
                    });
            boolean parked = reader.awaitParked(worker);
            worker.interrupt();
            TransformContract.checkInterrupted(worker.await(patience()), parked);
        }
    }

    @Test
    public final void givesEverythingBackWhenItIsAbandoned(@TempDir Path folder) throws Exception {
        for (int polls = 0; polls < 3; polls++) {
            try (var bench = new Bench(folder);
                    var run = SourceRun.start(bench, source(folder))) {
                for (Split split : run.splits(List.of())) {
                    run.read(split, Optional.empty(), polls);
                }
            }
        }
    }

    @Test
    public final void comesBackFromItsSettings(@TempDir Path folder) throws Exception {
        Settings.check(source(folder), folder);
    }

    @Test
    public final void announcesItsPortsAndSchemas(@TempDir Path folder) throws Exception {
        try (var bench = new Bench(folder)) {
            var source = source(folder);
            var outputs = bench.outputs(source, Inputs.none());
            assertEquals(
                    outputs,
                    bench.outputs(source, Inputs.none()),
                    "outputSchemas must give the same answer each time");
            assertEquals(
                    List.copyOf(source.outputPorts()),
                    List.copyOf(outputs.all().keySet()),
                    "outputSchemas and outputPorts must name the same ports");
            assertEquals(source, source(folder), "processors are values");
        }
    }

    private void check(Collector output, String how) {
        assertEquals(rows().toString(), output.out().toString(), how);
        var expected = errors();
        var names = expected.schema().getFields().stream().map(f -> f.getName()).toList();
        var lane = Collector.Lane.of(Processor.ERRORS);
        var seen = output.all().getOrDefault(lane, Rows.of(Rejections.SCHEMA));
        assertEquals(expected.toString(), seen.columns(names).toString(), "errors: " + how);
    }

    private static List<String> ids(List<Split> splits) {
        return splits.stream().map(Split::id).toList();
    }
}
