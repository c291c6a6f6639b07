package dev.weir.processors.cdc;

import dev.weir.api.StopFlow;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes a PostgreSQL server ready for the connector: checks what it needs, creates the publication,
 * and sees to it that the slot is the right one.
 *
 * <p>Used by the connector's thread only, {@link #breakOff} apart.
 */
final class PostgresLaunch implements Launch {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES_FOR_SLOT = 100;
    private static final long PAUSE_MILLIS = 100;

    private final PostgresCdc settings;
    private final Plan plan;
    private final SlotWatch watch;

    /** Known after {@link #prepare}. */
    private volatile Map<String, String> domains = Map.of();

    private volatile Set<String> tables = Set.of();

    /**
     * What is to be started.
     *
     * @param owned whether an earlier start of this flow claimed the slot
     */
    record Plan(
            String slot,
            String publication,
            CdcPosition from,
            boolean owned,
            boolean preview,
            Toast toast) {}

    PostgresLaunch(PostgresCdc settings, Plan plan) {
        this.settings = settings;
        this.plan = plan;
        this.watch = new SlotWatch(settings, plan.slot);
    }

    /** Base types of domains. */
    Map<String, String> domains() {
        return domains;
    }

    /** The captured tables. */
    Set<String> tables() {
        return tables;
    }

    @Override
    public CdcDriver.Start prepare(Consumer<Notice> notices)
            throws SQLException, IOException, InterruptedException, StopFlow {
        try (var server = PostgresServer.open(settings.connection(), PATIENCE)) {
            var found = server.tables(settings.patterns());
            check(server, found);
            domains = server.domains();
            tables =
                    found.stream()
                            .map(table -> table.name().toString())
                            .collect(Collectors.toUnmodifiableSet());
            if (!plan.preview) {
                publish(server, found);
                tellNewTables(notices);
                readySlot(server, notices);
            }
            return new CdcDriver.Start(
                    DebeziumSettings.of(
                            settings, plan, captured(), generated(found), server.statusInterval()),
                    plan.from.connectorOffset());
        }
    }

    /**
     * Tables that the connector must follow. In an unfinished transaction rows are counted, so
     * there it must see all tables that it saw before, wanted or not.
     */
    private List<String> captured() {
        var all = new TreeSet<>(tables);
        if (plan.from.isInsideTransaction()) {
            all.addAll(plan.from.tables().keySet());
        }
        return List.copyOf(all);
    }

    private static List<String> generated(List<PostgresTable> tables) {
        var columns = new ArrayList<String>();
        for (PostgresTable table : tables) {
            table.generated().forEach(column -> columns.add(table.name() + "." + column));
        }
        return columns;
    }

    private void check(PostgresServer server, List<PostgresTable> found)
            throws SQLException, StopFlow {
        if (!plan.preview && !server.setting("wal_level").equals("logical")) {
            throw new StopFlow(
                    Notice.NOT_READY,
                    ("%s writes no log that could be followed: wal_level is %s. Set wal_level ="
                                    + " logical in postgresql.conf and restart the server.")
                            .formatted(where(), server.setting("wal_level")));
        }
        for (TablePattern pattern : settings.patterns()) {
            if (found.stream().noneMatch(table -> pattern.matches(table.name()))) {
                throw new StopFlow(
                        Notice.NOT_READY,
                        "There is no table %s in %s.".formatted(pattern, where()));
            }
        }
        var unidentified = found.stream().filter(table -> !table.identified()).toList();
        if (!unidentified.isEmpty() && !plan.preview) {
            throw new StopFlow(
                    Notice.NOT_READY,
                    ("%s: no primary key, so the server would refuse updates and deletes once the"
                                    + " table is followed. Add a key, or ALTER TABLE … REPLICA"
                                    + " IDENTITY FULL, or leave the table out of tables.")
                            .formatted(names(unidentified)));
        }
        for (PostgresTable table : found) {
            for (var column : table.columns()) {
                if (RowSchema.OWN.contains(column.getName())) {
                    throw new StopFlow(
                            Notice.NOT_READY,
                            ("%s has a column %s, a name that changes have a use of their own for."
                                            + " Rename it, or leave the table out of tables.")
                                    .formatted(table.name(), column.getName()));
                }
            }
        }
    }

    private static String names(List<PostgresTable> tables) {
        return tables.stream().map(t -> t.name().toString()).collect(Collectors.joining(", "));
    }

    private void tellNewTables(Consumer<Notice> notices) {
        if (!plan.from.isUnderWay() || settings.snapshot() == PostgresCdc.Snapshot.NEVER) {
            return;
        }
        for (String table : new TreeSet<>(tables)) {
            if (!plan.from.tables().containsKey(table)) {
                notices.accept(
                        new Notice(
                                Notice.NEW_TABLE,
                                ("Table %s is new: its changes are followed from now on, the rows that it"
                                                + " has already are not read.")
                                        .formatted(table)));
            }
        }
    }

    private void publish(PostgresServer server, List<PostgresTable> found)
            throws SQLException, StopFlow {
        String name = TableName.quote(plan.publication);
        var missing = new ArrayList<>(found.stream().map(PostgresTable::name).toList());
        boolean exists = server.hasPublication(plan.publication);
        if (exists) {
            missing.removeAll(server.publicationTables(plan.publication));
        }
        if (missing.isEmpty()) {
            return;
        }
        String list = missing.stream().map(TableName::quoted).collect(Collectors.joining(", "));
        String sql =
                exists
                        ? "alter publication %s add table %s".formatted(name, list)
                        : "create publication %s for table %s with (publish_via_partition_root = true)"
                                .formatted(name, list);
        try {
            server.run(sql);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            throw new StopFlow(
                    Notice.NOT_READY,
                    "%s: %s. Let somebody with the right to do so run: %s;"
                            .formatted(where(), e.getMessage(), sql));
        }
    }

    /** Sees to it that the slot either is the one that the position belongs to, or is not there. */
    private void readySlot(PostgresServer server, Consumer<Notice> notices)
            throws SQLException, InterruptedException, IOException, StopFlow {
        var slot = server.slot(plan.slot);
        for (int i = 0;
                i < TRIES_FOR_SLOT && slot.isPresent() && slot.get().user().isPresent();
                i++) {
            Thread.sleep(PAUSE_MILLIS); // A process that was killed is noticed by the server soon.
            slot = server.slot(plan.slot);
        }
        if (slot.isPresent() && slot.get().user().isPresent()) {
            throw new IOException(
                    "Replication slot %s of %s is used by %s."
                            .formatted(plan.slot, where(), slot.get().user().get()));
        }
        if (plan.from.isUnderWay()) {
            requireUnbroken(slot);
        } else if (slot.isPresent() && settings.snapshot() == PostgresCdc.Snapshot.INITIAL) {
            boolean replace =
                    settings.whenSlotExists() == PostgresCdc.WhenSlotExists.REPLACE || plan.owned;
            if (!replace) {
                throw new StopFlow(Notice.SLOT_EXISTS, slotExists(plan.slot, where()));
            }
            // A first load is exact only as of the moment at which the slot is created.
            server.dropSlot(plan.slot);
            notices.accept(
                    new Notice(
                            Notice.SLOT_REPLACED,
                            "Replication slot %s was there already and is replaced."
                                    .formatted(plan.slot)));
        }
    }

    /** What to say if there is a slot that nobody has claimed. */
    static String slotExists(String slot, String where) {
        return ("Replication slot %s exists in %s, but this flow has no position in it. If nothing else"
                        + " uses it, set when-slot-exists: replace, or drop it with select"
                        + " pg_drop_replication_slot('%s'). Otherwise set another slot.")
                .formatted(slot, where, slot);
    }

    private void requireUnbroken(Optional<PostgresServer.Slot> slot) throws StopFlow {
        String remedy =
                " What changed since the last checkpoint cannot be read any more: start with --fresh,"
                        + " which reads all tables again.";
        if (slot.isEmpty()) {
            throw new StopFlow(
                    Notice.SLOT_LOST,
                    "Replication slot %s is gone from %s.%s".formatted(plan.slot, where(), remedy));
        }
        if (slot.get().lost()) {
            throw new StopFlow(
                    Notice.SLOT_LOST,
                    ("%s has thrown away log that replication slot %s needs"
                                    + " (max_slot_wal_keep_size).%s")
                            .formatted(where(), plan.slot, remedy));
        }
        Object lsn = plan.from.connectorOffset().get("lsn");
        if (lsn instanceof Long known && slot.get().confirmed() > known) {
            throw new StopFlow(
                    Notice.SLOT_LOST,
                    ("Replication slot %s of %s was moved on by somebody else, beyond the last"
                                    + " checkpoint.%s")
                            .formatted(plan.slot, where(), remedy));
        }
    }

    @Override
    public void upkeep(Consumer<Notice> notices) {
        if (!plan.preview) {
            watch.turn(notices);
        }
    }

    @Override
    public void close() {
        watch.close();
    }

    @Override
    public void breakOff() {
        try (var server = PostgresServer.open(settings.connection(), PATIENCE)) {
            server.endSessions(plan.slot);
        } catch (SQLException e) {
            // Then the server cannot be reached, and the connector's own sessions will end too.
        }
    }

    @Override
    public String where() {
        return settings.connection().where();
    }
}
