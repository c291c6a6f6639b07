package dev.weir.processors.cdc;

import dev.weir.api.ByteSize;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Range;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import dev.weir.api.WireSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** Follows the changes of a PostgreSQL database. */
@Processor.Named(value = "postgres-cdc", group = "Sources")
@Doc(
        "Follows the changes of tables of a PostgreSQL database: what is in them first, then every"
                + " insert, update, delete and truncate, each exactly once, in the order of their"
                + " transactions.\n\n"
                + "Rows have the table's columns, and `_op` (`r` read in the first load, `c`"
                + " created, `u` updated, `d` deleted, `t` truncated), `_ts` (commit time), `_tx`"
                + " and `_seq` (transaction, and the change's number in it), `_lsn` (position in"
                + " the log; several rows may share it), `_table`, `_unchanged` (large columns that"
                + " an update left alone: PostgreSQL does not send them, they are null here) and"
                + " `_special` (values no column can hold, such as `price=NaN`; they are null"
                + " here). A deleted row has its key columns only, unless the table has `REPLICA"
                + " IDENTITY FULL`. A changed key is a `d` of the old and a `c` of the new one.\n\n"
                + "The server needs `wal_level = logical`, the user the right to replicate and to"
                + " create a publication.")
@Port(
        name = PostgresCdc.CHANGES,
        doc =
                "The changes of all tables, as a family. A table that is named without `*` has an"
                        + " output of its own too, such as `changes.public.album`.")
public record PostgresCdc(
        @Doc("The database.") PostgresConnection connection,
        @Doc(
                        value =
                                "Tables to follow: `table`, `schema.table`, with `*` for any text."
                                        + " Without a schema, `public` is meant. A table that is"
                                        + " created later is followed after the next start.",
                        example = "[album, \"sales.*\"]")
                @Default("[\"public.*\"]")
                List<String> tables,
        @Doc("Whether the rows that are there already are read first.") @Default("initial")
                Snapshot snapshot,
        @Doc(
                        "Name of the replication slot, which keeps the place in the server's log."
                                + " Every flow needs its own; left out, the name is made of the"
                                + " flow's and the processor's.")
                Optional<String> slot,
        @Doc(
                        "Name of the publication, which says what the server sends; created if it"
                                + " is missing. Left out, it is named like the slot.")
                Optional<String> publication,
        @Doc("What to do if the slot is there before the first load.") @Default("fail")
                WhenSlotExists whenSlotExists,
        @Doc(
                        "How often the place in the log is moved on while the tables are at rest, so"
                                + " that the server need not keep what other tables write.")
                @Default("10s")
                Duration heartbeat,
        @Doc("A larger transaction may be cut: what it did is no longer seen all at once.")
                @Default("{rows: 1M, duration: 5m}")
                TransactionLimit transactionLimit,
        @Doc("How often the log is asked when nothing comes.") @Default("100ms")
                Duration pollInterval,
        @Doc("Which order rows keep between two cuts.") @Default("table") Order order,
        @Doc(
                        "Whether rows have `_before`, the row before the change. It is complete for"
                                + " tables with `REPLICA IDENTITY FULL` only.")
                @Default("false")
                boolean before,
        @Doc("Log that the server may have to keep for the slot before a bulletin warns of it.")
                @Default("1GiB")
                ByteSize lagWarning)
        implements Source<CdcPosition> {

    /** The output with the changes of all tables. */
    static final String CHANGES = "changes";

    /** Whether there is a first load. */
    public enum Snapshot {
        @Doc("All rows, as of the moment at which the slot begins.")
        INITIAL,
        @Doc("Only changes from now on, or from the slot's place if there is one.")
        NEVER
    }

    /** What to do with a slot that is there already. */
    public enum WhenSlotExists {
        @Doc("Say so: it may belong to another flow, whose place would be lost.")
        FAIL,
        @Doc("Drop it and begin with a new one.")
        REPLACE
    }

    /** Which rows may overtake each other. */
    public enum Order {
        @Doc("Rows of one table keep theirs; batches are large.")
        TABLE,
        @Doc("All rows keep theirs; wherever the table changes a new batch begins.")
        SOURCE
    }

    /** The largest transaction that is only ever seen as a whole. */
    public record TransactionLimit(
            @Doc("Rows.") @Default("1M") @Range(min = 1) long rows,
            @Doc("Time it takes to arrive.") @Default("5m") Duration duration) {}

    public PostgresCdc {
        tables = List.copyOf(tables);
        if (tables.isEmpty()) {
            throw new InvalidSetting("tables", "name at least one table, or \"public.*\"");
        }
        for (int i = 0; i < tables.size(); i++) {
            try {
                new TablePattern(tables.get(i));
            } catch (IllegalArgumentException e) {
                throw new InvalidSetting("tables[" + i + "]", String.valueOf(e.getMessage()));
            }
        }
        slot.ifPresent(name -> Slots.check("slot", name));
        publication.ifPresent(name -> Slots.check("publication", name));
        require("poll-interval", pollInterval, Duration.ofMillis(1), Duration.ofMinutes(1));
        require("heartbeat", heartbeat, Duration.ofMillis(100), Duration.ofHours(1));
    }

    private static void require(String setting, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new InvalidSetting(
                    setting,
                    "%d ms is not between %d and %d ms"
                            .formatted(value.toMillis(), min.toMillis(), max.toMillis()));
        }
    }

    List<TablePattern> patterns() {
        return tables.stream().map(TablePattern::new).toList();
    }

    @Override
    public List<String> outputPorts() {
        var ports = new ArrayList<String>();
        ports.add(CHANGES);
        for (TablePattern pattern : patterns()) {
            if (pattern.isLiteral() && !ports.contains(port(pattern.text()))) {
                ports.add(port(pattern.text()));
            }
        }
        return ports;
    }

    /** The output of one table. */
    static String port(String table) {
        return CHANGES + "." + table;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        var found = TableLookup.find(connection, patterns());
        Map<String, Schema> family = new LinkedHashMap<>();
        found.ifPresent(tables ->
                tables.forEach(table ->
                        family.put(
                                table.name().toString(), RowSchema.of(table.columns(), before))));
        var outputs = Outputs.none().and(CHANGES, new WireSchema.Family(family));
        for (int i = 0; i < tables.size(); i++) {
            var pattern = new TablePattern(tables.get(i));
            if (!pattern.isLiteral()) {
                continue;
            }
            Schema schema = family.get(pattern.text());
            if (schema != null) {
                outputs = outputs.and(port(pattern.text()), schema);
            } else {
                // The database is out of reach, or says that there is no such table.
                outputs = outputs.and(port(pattern.text()), new WireSchema.Family(Map.of()));
                if (found.isPresent()) {
                    context.problem(
                            "tables[" + i + "]",
                            "there is no table %s in %s"
                                    .formatted(pattern.text(), connection.where()));
                }
            }
        }
        return outputs;
    }

    @Override
    public Class<CdcPosition> positionType() {
        return CdcPosition.class;
    }

    @Override
    public boolean positionOutlivesRun() {
        return true;
    }

    @Override
    public SourceTask<CdcPosition> start(Context context) {
        return (split, position) -> new ChangeReader(this, context, position);
    }
}
