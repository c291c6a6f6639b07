package dev.weir.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.checkpoint.CheckpointStore;
import dev.weir.core.file.FlowFile;
import dev.weir.core.state.FlowFolder;
import dev.weir.core.state.LocalDisk;
import dev.weir.core.watch.ProcessorCounters;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments: nothing is lost, nothing is doubled, and no partial file is
 * ever visible. {@code -Dweir.kills=N} kills more often, {@code -Dweir.seed=N} repeats a run.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("weir.kills", 20);
    private static final long SEED = Long.getLong("weir.seed", System.nanoTime());

    @TempDir Path folder = Path.of("");

    /** Half of the kills hit a batch flow, whose result appears when its run is complete. */
    @Test
    void aBatchFlowLosesAndDoublesNothing() throws Exception {
        int rows = 2_000_000;
        write(in(0), 0, rows);
        Path flow = flow("batch", "out.jsonl");
        var random = new Random(SEED);
        int kills = 0;
        int runs = 0;
        while (kills < (KILLS + 1) / 2) {
            boolean wasThere = !out().isEmpty();
            try (var weir = run(flow)) {
                if (weir.runsAfter(200 + random.nextInt(2000))) {
                    weir.kill();
                    kills++;
                } else {
                    assertEquals(0, weir.exitCode(), weir::logOrReason);
                    runs++;
                }
            }
            if (!out().isEmpty()) {
                assertWhole(out(), rows);
            } else {
                assertFalse(wasThere, "the result of an earlier run vanished; seed " + SEED);
            }
        }
        try (var weir = run(flow)) {
            assertEquals(0, weir.exitCode(), weir::logOrReason);
        }
        assertWhole(out(), rows);
        assertTrue(kills > 0, () -> "no kill hit; seed " + SEED);
        System.out.printf(
                "batch: %d kills, %d runs completed between them, seed %d%n", kills, runs, SEED);
    }

    /** The other half hit a stream flow that shows whole files only. */
    @Test
    void aStreamFlowOfWholeFilesLosesAndDoublesNothing() throws Exception {
        var sizes = new HashMap<Path, Long>();
        killStream(
                "out, commit-every: 300ms",
                KILLS / 2,
                now -> {
                    assertFalse(now.isTorn(), "a partial file was visible; seed " + SEED);
                    for (Path file : out()) {
                        long size = Files.size(file);
                        var before = Optional.ofNullable(sizes.put(file, size));
                        assertEquals(size, before.orElse(size), file + " grew; seed " + SEED);
                    }
                });
    }

    /**
     * Some more hit one whose file grows: its rows are seen at each checkpoint, and its last one
     * may be torn until the next start, see {@code docs/decisions/0004-growing-text-files.md}.
     */
    @Test
    void aStreamFlowOfAGrowingFileLosesAndDoublesNothing() throws Exception {
        killStream("out.jsonl", KILLS / 4, _ -> {});
    }

    /** Looks at what is visible after a kill. */
    private interface Look {
        void at(Visible now) throws IOException;
    }

    private void killStream(String target, int kills, Look look) throws Exception {
        int perFile = 150_000;
        Path flow = flow("stream", target);
        var random = new Random(SEED + 1);
        int files = 0;
        int torn = 0;
        long seen = 0;
        for (int kill = 0; kill < kills; kill++) {
            write(in(files), (long) files * perFile, perFile);
            files++;
            try (var weir = run(flow)) {
                // At least the first kill finds something to look at, however slow the machine is.
                while (kill == 0 && size(out()) == 0) {
                    assertTrue(weir.runsAfter(5), weir::logOrReason);
                }
                int pause = kill == 0 ? random.nextInt(300) : 500 + random.nextInt(1500);
                assertTrue(weir.runsAfter(pause), weir::logOrReason);
                weir.kill();
            }
            long covered = covered(flow);
            var now = Visible.rows(out());
            torn += now.isTorn() ? 1 : 0;
            long all = now.whole() + (now.isTorn() ? 1 : 0);
            assertTrue(all <= covered, () -> "rows came before their checkpoint; seed " + SEED);
            assertTrue(now.whole() >= seen, "visible rows vanished; seed " + SEED);
            seen = now.whole();
            look.at(now);
        }
        // New rows, so that what is awaited below shows that the last run is up.
        write(in(files), (long) files * perFile, perFile);
        files++;
        long all = kept((long) files * perFile);
        try (var weir = run(flow)) {
            long bytes = Visible.bytes(all);
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (size(out()) < bytes && System.nanoTime() < deadline) {
                assertTrue(weir.runsAfter(100), weir::logOrReason);
            }
            assertEquals(130, weir.stop(), weir::logOrReason);
        }
        assertTrue(seen > 0, "nothing was seen before the last run; seed " + SEED);
        assertEquals(new Visible(all, false), Visible.rows(out()), () -> "seed " + SEED);
        System.out.printf(
                "stream to %s: %d kills, %d torn rows, seed %d%n", target, kills, torn, SEED);
    }

    /** The tests above could not fail if this one did not see what they look for. */
    @Test
    void aBrokenCommitOrderIsNoticed() throws Exception {
        Path flow = flow("stream", "out.jsonl");
        Path log = folder.resolve("log.txt");
        int noticed = 0;
        for (int file = 0; file < 10 && noticed == 0; file++) {
            write(in(file), file * 150_000L, 150_000);
            long before = size(out());
            try (var weir =
                    WeirProcess.startMain(
                            log,
                            "dev.weir.core.run.BrokenOrder",
                            flow.toString(),
                            folder.resolve("data").toString())) {
                // The kill comes between the commit and the checkpoint that it should have waited
                // for, as far as the machine lets it.
                while (size(out()) == before) {
                    assertTrue(weir.runsAfter(5), weir::logOrReason);
                }
                weir.kill();
            }
            try {
                noticed += Visible.rows(out()).whole() > covered(flow) ? 1 : 0;
            } catch (AssertionError _) {
                noticed++;
            }
        }
        assertTrue(noticed > 0, "nothing was noticed");
    }

    private static long size(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** Rows that the newest complete checkpoint says were written. */
    private long covered(Path flow) throws IOException {
        var parsed = FlowFile.read(flow).flow().orElseThrow();
        var checkpoints = FlowFolder.of(folder.resolve("data"), parsed).checkpoints();
        return new CheckpointStore(new LocalDisk(), checkpoints)
                .last()
                .map(last -> last.counters().get("out"))
                .map(ProcessorCounters::rowsIn)
                .orElse(0L);
    }

    private Path flow(String mode, String target) throws IOException {
        String watch = mode.equals("stream") ? ", watch: true" : "";
        Path flow = folder.resolve("kill.flow.yaml");
        Files.writeString(
                flow,
                """
                flow: kill
                format: 1
                run: {mode: %s, checkpoint: 100ms}
                processors:
                  in: {type: csv-files, path: "in-*.csv", columns: {id: int64, name: utf8}%s}
                  kept: {type: filter, from: in, where: id %% 3 <> 1}
                  out: {type: jsonl-files, from: kept, path: %s}
                """
                        .formatted(mode, watch, target));
        return flow;
    }

    private WeirProcess run(Path flow) throws IOException {
        return WeirProcess.start(
                folder.resolve("log.txt"),
                "run",
                flow.toString(),
                "--data",
                folder.resolve("data").toString());
    }

    /** Files are read in the order of their names, which is that of their numbers. */
    private Path in(int number) {
        return folder.resolve("in-%03d.csv".formatted(number));
    }

    /** The visible files of the result, in order; the flow may be renaming others. */
    private List<Path> out() throws IOException {
        var visible = new ArrayList<Path>();
        for (Path place : List.of(folder, folder.resolve("out"))) {
            try (var files = Files.newDirectoryStream(place, "[!.]*.jsonl")) {
                files.forEach(visible::add);
            } catch (NoSuchFileException _) {
                // The flow writes one file, or has not written any yet.
            }
        }
        visible.sort(null);
        return visible;
    }

    private static void write(Path file, long from, int rows) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".part");
        try (BufferedWriter writer = Files.newBufferedWriter(draft)) {
            writer.write("id,name\n");
            for (long id = from; id < from + rows; id++) {
                writer.write(id + ",\"name, of " + id + "\"\n");
            }
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many of the ids below a bound pass the filter. */
    private static long kept(long ids) {
        return ids - (ids + 1) / 3;
    }

    private static void assertWhole(List<Path> files, long ids) throws IOException {
        assertEquals(new Visible(kept(ids), false), Visible.rows(files), () -> "seed " + SEED);
    }

    /**
     * What everybody sees of the result: rows, each the next one that there must be.
     *
     * @param isTorn whether the beginning of the next row follows
     */
    private record Visible(long whole, boolean isTorn) {

        static Visible rows(List<Path> files) throws IOException {
            var rows = new Visible(0, false);
            for (Path file : files) {
                assertFalse(rows.isTorn, "rows follow a torn one; seed " + SEED);
                rows = rows.and(file);
            }
            return rows;
        }

        private Visible and(Path file) throws IOException {
            long rows = whole;
            boolean isWhole = endsWithLine(file);
            try (var reader = Files.newBufferedReader(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    String expected = row(rows);
                    boolean isLast = !isWhole && !reader.ready();
                    if (isLast || !line.equals(expected)) {
                        boolean isCut = isLast && expected.startsWith(line);
                        assertTrue(isCut, "row %d is %s; seed %d".formatted(rows, line, SEED));
                        return new Visible(rows, true);
                    }
                    rows++;
                }
            }
            return new Visible(rows, false);
        }

        /** The row with a number, of those that pass the filter. */
        private static String row(long number) {
            long id = number / 2 * 3 + number % 2 * 2;
            return "{\"id\":%d,\"name\":\"name, of %d\"}".formatted(id, id);
        }

        /** Length of that many rows. */
        static long bytes(long rows) {
            return LongStream.range(0, rows).map(row -> row(row).length() + 1).sum();
        }

        private static boolean endsWithLine(Path file) throws IOException {
            try (var channel = FileChannel.open(file)) {
                var last = ByteBuffer.allocate(1);
                return channel.size() == 0
                        || channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
            }
        }
    }
}
