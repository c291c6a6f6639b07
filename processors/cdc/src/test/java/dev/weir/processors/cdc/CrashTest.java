package dev.weir.processors.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/**
 * The reader is thrown away at random moments, with all rows that no durable position covers, and
 * another goes on from the last durable position: no change may be missing, none may come twice.
 */
@Timeout(300)
class CrashTest {
    private static final int LOADED = 30_000;
    private static final int LARGE = 20_500;

    @ParameterizedTest
    @CsvSource({"1, 1000000", "2, 3000"})
    void losesNothingAndDoublesNothing(long seed, long limit, @TempDir Path folder)
            throws Exception {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var database = Server.database();
        Server.run(
                database,
                "create table big(id int primary key, v int)",
                "create table small(id int primary key, v int)",
                "insert into big select g, 0 from generate_series(1, " + LOADED + ") g");
        var source =
                Sources.with(
                        database,
                        PostgresCdc.Snapshot.INITIAL,
                        new PostgresCdc.TransactionLimit(limit, Duration.ofMinutes(5)),
                        false,
                        "big",
                        "small");
        var workload = new Workload(database, seed);
        var writer = Thread.ofPlatform().unstarted(workload);
        int crashes = 0;
        int crashesInside = 0;
        int crashesAtCuts = 0;
        try (var capture = new Capture(source, folder)) {
            long deadline = System.nanoTime() + Duration.ofMinutes(4).toNanos();
            while (!workload.done.get()
                    || capture.durable().size() < LOADED + workload.changes.get()) {
                capture.poll();
                boolean loaded = capture.durable().size() >= LOADED;
                if (loaded && writer.getState() == Thread.State.NEW) {
                    writer.start();
                }
                if (random.nextInt(3) == 0) {
                    capture.checkpoint();
                }
                boolean unlucky = capture.emittedRows() > 0 && random.nextInt(loaded ? 20 : 8) == 0;
                boolean cut =
                        capture.position().map(CdcPosition::isInsideTransaction).orElse(false);
                if (cut && crashesAtCuts < 3) {
                    crashesAtCuts++;
                    capture.crash();
                } else if (unlucky && crashes < (loaded ? 16 : 3)) {
                    crashes++;
                    crashesInside += capture.told().isEmpty() ? 1 : 0;
                    capture.crash();
                }
                assertTrue(System.nanoTime() < deadline, capture.position().toString());
            }
            writer.join();
            assertEquals("", workload.failure.get());
            assertTrue(crashes > 5, "too few crashes: " + crashes);
            assertTrue(crashesInside > 0, "no crash inside a transaction");
            assertEquals(limit < LARGE, crashesAtCuts > 0, "a crash where a transaction was cut");
            assertEquals(LOADED + workload.changes.get(), capture.durable().size());
            checkEachOnce(capture);
            assertEquals(state(database), replay(capture));
            System.out.printf(
                    "%d crashes, %d inside a transaction or the first load, %d changes%n",
                    crashes, crashesInside, workload.changes.get());
        }
    }

    private static void checkEachOnce(Capture capture) {
        var seen = new HashSet<String>();
        Map<String, Long> last = new TreeMap<>();
        for (var row : capture.durable()) {
            String tx = row.path("_tx").asText();
            long seq = row.path("_seq").asLong();
            assertTrue(seen.add(tx + "/" + seq), () -> "twice: " + row);
            assertEquals(last.merge(tx, 1L, Long::sum), seq, () -> "out of order: " + row);
        }
    }

    private static Map<String, String> replay(Capture capture) {
        Map<String, String> state = new TreeMap<>();
        for (ObjectNode row : capture.durable()) {
            String key = row.path("_table").asText() + "/" + row.path("id").asText();
            if (row.path("_op").asText().equals("d")) {
                state.remove(key);
            } else {
                state.put(key, row.path("v").asText());
            }
        }
        return state;
    }

    private static Map<String, String> state(PostgresConnection database) throws Exception {
        Map<String, String> state = new TreeMap<>();
        try (Connection connection = Server.connect(database);
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {"big", "small"}) {
                try (var rows = statement.executeQuery("select id, v from " + table)) {
                    while (rows.next()) {
                        state.put("public." + table + "/" + rows.getInt(1), rows.getString(2));
                    }
                }
            }
        }
        return state;
    }

    /**
     * Small transactions, COPYs of which all rows share one place in the log, and one large one.
     */
    private static final class Workload implements Runnable {
        private final PostgresConnection database;
        private final Random random;
        private int next = LOADED;
        final AtomicBoolean done = new AtomicBoolean();
        final AtomicInteger changes = new AtomicInteger();
        final AtomicReference<String> failure = new AtomicReference<>("");

        Workload(PostgresConnection database, long seed) {
            this.database = database;
            this.random = new Random(seed);
        }

        @Override
        public void run() {
            try (Connection connection = Server.connect(database);
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (int tx = 0; tx < 120; tx++) {
                    int made = tx == 60 ? large(statement) : small(connection, statement);
                    connection.commit();
                    changes.addAndGet(made);
                }
            } catch (Exception e) {
                failure.set(e.toString());
            } finally {
                done.set(true);
            }
        }

        private int small(Connection connection, Statement statement) throws Exception {
            int made = 0;
            int rows = 20 + random.nextInt(100);
            var text = new StringBuilder();
            for (int i = 0; i < rows; i++) {
                text.append(++next).append("\t1\n");
            }
            made +=
                    (int)
                            connection
                                    .unwrap(PGConnection.class)
                                    .getCopyAPI()
                                    .copyIn(
                                            "copy small from stdin",
                                            new StringReader(text.toString()));
            made +=
                    statement.executeUpdate(
                            "insert into big select g, 5 from generate_series(%d, %d) g"
                                    .formatted(next + 1, next + 40));
            next += 40;
            made +=
                    statement.executeUpdate(
                            "update small set v = v + 1 where id %% 7 = %d"
                                    .formatted(random.nextInt(7)));
            made +=
                    statement.executeUpdate(
                            "delete from big where id %% 997 = %d".formatted(random.nextInt(997)));
            return made;
        }

        private int large(Statement statement) throws Exception {
            return statement.executeUpdate(
                    "update big set v = v + 1 where id in (select id from big order by id limit %d)"
                            .formatted(LARGE));
        }
    }
}
