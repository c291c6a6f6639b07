package dev.weir.processors.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Run;
import dev.weir.api.SplitReader;
import dev.weir.api.StopFlow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a server, a slot or a table, and what is then said or done. */
@Timeout(300)
class SlotTest {
    private PostgresConnection database;
    private String slot;

    @TempDir private Path folder;

    @BeforeEach
    void makeTables() throws Exception {
        database = Server.database();
        slot = "slot_" + database.database();
        Server.run(
                database,
                "create table t(id int primary key, v int)",
                "create table other(id int primary key)",
                "insert into t values(1, 1)");
    }

    private boolean slotExists() throws SQLException {
        return !Server.ask(
                        database,
                        "select 1 from pg_replication_slots where slot_name = '" + slot + "'")
                .isEmpty();
    }

    private static StopFlow stops(Executable executable) {
        return assertThrows(StopFlow.class, executable);
    }

    private static String message(StopFlow stop) {
        return String.valueOf(stop.getMessage());
    }

    @Test
    void aLostSlotStopsTheFlowLoudly() throws Exception {
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.read(1);
            capture.crash();
            Server.run(database, "select pg_drop_replication_slot('%s')".formatted(slot));
            var stop = stops(() -> capture.readUntil(() -> false));
            assertEquals("WEIR-4501", stop.code());
            assertTrue(
                    message(stop).contains("Replication slot " + slot + " is gone"), message(stop));
        }
    }

    @Test
    void aSlotThatSomebodyElseReadStopsTheFlowLoudly() throws Exception {
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.read(1);
            awaitTrue(() -> !walSender().isEmpty());
            capture.crash();
            awaitTrue(() -> walSender().isEmpty());
            Server.run(
                    database,
                    "insert into t values(2, 2)",
                    "select pg_replication_slot_advance('%s', pg_current_wal_lsn())"
                            .formatted(slot));
            assertEquals("WEIR-4501", stops(() -> capture.readUntil(() -> false)).code());
        }
    }

    @Test
    void aSlotOfUnknownOriginIsLeftAlone() throws Exception {
        Server.run(
                database,
                "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot));
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            assertEquals("WEIR-4502", stops(() -> capture.readUntil(() -> false)).code());
            assertTrue(slotExists());
            assertTrue(capture.position().isEmpty());
        }
    }

    @Test
    void aSlotIsReplacedWhereThatIsWanted() throws Exception {
        Server.run(
                database,
                "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(slot));
        var plain = Sources.of(database, "t");
        var source =
                new PostgresCdc(
                        database,
                        plain.tables(),
                        plain.snapshot(),
                        plain.slot(),
                        plain.publication(),
                        PostgresCdc.WhenSlotExists.REPLACE,
                        plain.heartbeat(),
                        plain.transactionLimit(),
                        plain.pollInterval(),
                        PostgresCdc.Order.TABLE,
                        false,
                        plain.lagWarning());
        try (var capture = new Capture(source, folder)) {
            assertEquals(List.of("r 1"), textOf(capture.read(1), capture));
        }
    }

    private static List<String> textOf(List<?> rows, Capture capture) {
        return capture.rows("_op", "id").subList(0, rows.size());
    }

    @Test
    void withoutFirstLoadOnlyChangesCome() throws Exception {
        var source =
                Sources.with(database, PostgresCdc.Snapshot.NEVER, Sources.NO_LIMIT, false, "t");
        try (var capture = new Capture(source, folder)) {
            capture.readUntil(() -> capture.position().isPresent());
            Server.run(database, "insert into t values(2, 2)");
            capture.read(1);
            capture.crash();
            Server.run(database, "insert into t values(3, 3)");
            capture.read(2);
            assertEquals(List.of("c 2", "c 3"), capture.rows("_op", "id"));
        }
    }

    @Test
    void emptyTablesAreLoadedToo() throws Exception {
        Server.run(database, "delete from t");
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.readUntil(() ->
                    capture.position().stream().anyMatch(p -> p.tables().containsKey("public.t")));
            assertTrue(capture.position().orElseThrow().tables().toString().contains("LOADED"));
            capture.crash();
            Server.run(database, "insert into t values(2, 2)");
            capture.read(1);
            assertEquals(List.of("c 2"), capture.rows("_op", "id"));
        }
    }

    @Test
    void aSlotMovesOnWhileItsTablesAreAtRest() throws Exception {
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.read(1);
            capture.crash(); // The connector then looks for its place first, and waits.
            Server.run(database, "insert into other select generate_series(1, 1000)");
            String here = Server.ask(database, "select pg_current_wal_lsn()");
            capture.readUntil(() -> isPast(here));
        }
    }

    private boolean isPast(String lsn) {
        try {
            return Server.ask(
                            database,
                            "select confirmed_flush_lsn >= '%s'::pg_lsn from pg_replication_slots where slot_name = '%s'"
                                    .formatted(lsn, slot))
                    .equals("t");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFlowThatIsHeldBackKeepsItsConnection() throws Exception {
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.read(1);
            awaitTrue(() -> !walSender().isEmpty());
            String pid = walSender();
            Server.run(database, "insert into t select g, g from generate_series(2, 60000) g");
            String start = Server.ask(database, "select now()");
            awaitTrue(() ->
                    Server.ask(
                                    database,
                                    "select clock_timestamp() > '%s'::timestamptz + interval '8 s'"
                                            .formatted(start))
                            .equals("t"));
            assertEquals(pid, walSender());
            capture.read(60_000);
        }
    }

    private String walSender() throws SQLException {
        return Server.ask(
                database,
                "select coalesce(active_pid::text, '') from pg_replication_slots where slot_name = '%s'"
                        .formatted(slot));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void awaitTrue(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void creatingASlotWaitsForOpenTransactionsWithoutHoldingThePollsUp() throws Exception {
        try (var writer = Server.connect(database);
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into other values(7)");
            var capture = new Capture(Sources.of(database, "t"), folder);
            capture.readUntil(() -> capture.position().isPresent());
            awaitTrue(() -> {
                capture.poll();
                return !Server.ask(
                                database,
                                "select 1 from pg_stat_activity where query like 'CREATE_REPLICATION_SLOT%' and position('"
                                        + slot
                                        + "' in query) > 0")
                        .isEmpty();
            });
            capture.close();
            awaitTrue(() -> threads().isEmpty());
        }
    }

    @Test
    void noThreadOutlivesTheReader() throws Exception {
        var capture = new Capture(Sources.of(database, "t"), folder);
        capture.read(1);
        assertFalse(threads().isEmpty());
        capture.close();
        awaitTrue(() -> threads().isEmpty());
        assertEquals("", walSender());
    }

    private List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(slot) || name.startsWith("cdc-"))
                .toList();
    }

    @Test
    void aTableWithoutKeyIsRefusedBeforeItsUpdatesFail() throws Exception {
        Server.run(database, "create table nokey(a int)");
        try (var capture = new Capture(Sources.of(database, "t", "nokey"), folder)) {
            var stop = stops(() -> capture.readUntil(() -> false));
            assertEquals("WEIR-4503", stop.code());
            assertTrue(message(stop).startsWith("public.nokey: no primary key"), message(stop));
            assertFalse(slotExists());
        }
    }

    @Test
    void aPreviewClaimsNothing() throws Exception {
        var run = new Run("test", "1", false, true, true);
        try (var capture = new Capture(Sources.of(database, "t"), folder, run)) {
            var last = capture.poll();
            while (!(last instanceof SplitReader.Poll.End)) {
                last = capture.poll();
            }
            assertEquals(1, capture.emittedRows());
            assertFalse(slotExists());
            assertEquals("0", Server.ask(database, "select count(*) from pg_publication"));
        }
    }

    @Test
    void aServerOutOfReachIsAnErrorOfTheOutsideWorld() throws Exception {
        var nowhere = Server.connection("localhost", 1, "none");
        var source =
                Sources.with(nowhere, PostgresCdc.Snapshot.NEVER, Sources.NO_LIMIT, false, "t");
        try (var capture = new Capture(source, folder)) {
            assertThrows(java.io.IOException.class, () -> capture.readUntil(() -> false));
        }
    }

    @Test
    void aLargeTransactionMayBeCut() throws Exception {
        var limit = new PostgresCdc.TransactionLimit(5_000, Duration.ofMinutes(5));
        var source =
                Sources.with(database, PostgresCdc.Snapshot.INITIAL, limit, false, "t", "other");
        try (var capture = new Capture(source, folder)) {
            capture.read(1);
            Server.run(
                    database,
                    "begin",
                    "insert into other values(99)",
                    "insert into t select g, g from generate_series(2, 40000) g",
                    "commit");
            capture.readUntil(
                    () -> capture.position().map(CdcPosition::isInsideTransaction).orElse(false));
            int before = capture.durable().size();
            assertTrue(before < 40_000, "cut at " + before);
            capture.crash();
            capture.read(40_001);
            assertEquals(
                    40_001,
                    capture.durable().stream()
                            .map(r -> r.get("_tx") + "/" + r.get("_seq"))
                            .distinct()
                            .count());
            assertEquals(40_001, capture.durable().size());
            assertTrue(
                    capture.bulletins().getFirst().contains("is cut"),
                    capture.bulletins().toString());
        }
    }

    @Test
    void aTableThatChangesInMidStreamGoesOnWithItsNewColumns() throws Exception {
        try (var capture = new Capture(Sources.of(database, "t"), folder)) {
            capture.checks = false;
            capture.read(1);
            Server.run(
                    database,
                    "begin",
                    "insert into t values(2, 2)",
                    "alter table t add column w text default 'x'",
                    "insert into t values(3, 3)",
                    "alter table t alter column v type bigint",
                    "update t set v = 5000000000 where id = 3",
                    "alter table t drop column v",
                    "insert into t values(4, 'y')",
                    "commit");
            capture.read(5);
            assertEquals(
                    List.of(
                            "r 1 1 null",
                            "c 2 2 null",
                            "c 3 3 x",
                            "u 3 5000000000 x",
                            "c 4 null y"),
                    capture.rows("_op", "id", "v", "w"));
        }
    }

    @Test
    void aNewTableIsToldOf() throws Exception {
        try (var capture = new Capture(Sources.of(database, "*"), folder)) {
            capture.read(1);
            Server.run(
                    database,
                    "create table later(id int primary key)",
                    "insert into later values(1)");
            capture.crash();
            capture.readUntil(() -> !capture.bulletins().isEmpty());
            assertTrue(
                    capture.bulletins().getFirst().startsWith("Table public.later is new"),
                    capture.bulletins().toString());
            Server.run(database, "insert into later values(2)");
            capture.read(2);
            assertEquals(
                    List.of("t r 1", "later c 2"),
                    capture.rows("_table", "_op", "id").stream()
                            .map(r -> r.replace("public.", ""))
                            .toList());
        }
    }
}
