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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
        Path flow = flow("batch");
        var random = new Random(SEED);
        int kills = 0;
        int runs = 0;
        while (kills < (KILLS + 1) / 2) {
            boolean wasThere = Files.exists(out());
            try (var weir = run(flow)) {
                if (weir.runsAfter(200 + random.nextInt(2000))) {
                    weir.kill();
                    kills++;
                } else {
                    assertEquals(0, weir.exitCode(), weir::logOrReason);
                    runs++;
                }
            }
            if (Files.exists(out())) {
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

    /** The other half hit a stream flow, whose rows appear with each checkpoint. */
    @Test
    void aStreamFlowLosesAndDoublesNothing() throws Exception {
        int perFile = 150_000;
        Path flow = flow("stream");
        var random = new Random(SEED + 1);
        int files = 0;
        long seen = 0;
        for (int kill = 0; kill < KILLS / 2; kill++) {
            write(in(files), (long) files * perFile, perFile);
            files++;
            try (var weir = run(flow)) {
                boolean runs = weir.runsAfter(500 + random.nextInt(1500));
                assertTrue(runs, weir::logOrReason);
                weir.kill();
            }
            long now = countPromised(out(), covered(flow));
            assertTrue(now >= seen, () -> "visible rows vanished; seed " + SEED);
            assertTrue(
                    now <= covered(flow), () -> "rows came before their checkpoint; seed " + SEED);
            seen = now;
        }
        // New rows, so that what is awaited below shows that the last run is up.
        write(in(files), (long) files * perFile, perFile);
        files++;
        long all = kept((long) files * perFile);
        try (var weir = run(flow)) {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (countWhole(out()) < all && System.nanoTime() < deadline) {
                assertTrue(weir.runsAfter(100), weir::logOrReason);
            }
            assertEquals(130, weir.stop(), weir::logOrReason);
        }
        assertEquals(all, countWhole(out()), () -> "seed " + SEED);
        System.out.printf("stream: %d kills, seed %d%n", KILLS / 2, SEED);
    }

    /** The tests above could not fail if this one did not see what they look for. */
    @Test
    void aBrokenCommitOrderIsNoticed() throws Exception {
        Path flow = flow("stream");
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
                long covered = covered(flow);
                noticed += countPromised(out(), covered) > covered ? 1 : 0;
            } catch (AssertionError _) {
                noticed++;
            }
        }
        assertTrue(noticed > 0, "nothing was noticed");
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
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

    private Path flow(String mode) throws IOException {
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
                  out: {type: jsonl-files, from: kept, path: out.jsonl}
                """
                        .formatted(mode, watch));
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

    private Path out() {
        return folder.resolve("out.jsonl");
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

    private static void assertWhole(Path file, long ids) throws IOException {
        assertEquals(kept(ids), countWhole(file), () -> "seed " + SEED);
    }

    private static long countWhole(Path file) throws IOException {
        return countPromised(file, 0);
    }

    /**
     * Counts the rows and checks that each is the next one that there must be. Where the process
     * died in the middle of an append, the file may end with the beginning of a row that a
     * checkpoint has promised, until the next start.
     */
    private static long countPromised(Path file, long promised) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        long rows = 0;
        long id = 0;
        try (var reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            while (line != null) {
                String expected = "{\"id\":%d,\"name\":\"name, of %d\"}".formatted(id, id);
                String next = reader.readLine();
                if (!line.equals(expected)) {
                    boolean isCut = next == null && rows < promised && expected.startsWith(line);
                    assertTrue(isCut, "row %d is %s; seed %d".formatted(rows, line, SEED));
                    return rows;
                }
                rows++;
                id += id % 3 == 0 ? 2 : 1;
                line = next;
            }
        }
        return rows;
    }
}
