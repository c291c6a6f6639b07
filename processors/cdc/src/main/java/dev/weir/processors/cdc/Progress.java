package dev.weir.processors.cdc;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows transactions through the connector's records: which rows are new, and where a cut may be.
 *
 * <p>The place to go on from is what the connector wrote down at the end of a transaction, or of
 * the first load. A transaction that was cut in its middle is sent again from its beginning, and
 * its rows up to the one that was covered are left out.
 */
final class Progress {
    private final Map<String, CdcPosition.Load> tables;
    private Map<String, String> offset;

    /** The transaction of which a part is covered already, and the last row of that part. */
    private String coveredTx;

    private final long coveredSeq;

    private String tx = "";
    private long seq;
    private long rowsInTx;
    private Instant txStart = Instant.MIN;
    private boolean told;
    private @Nullable String bulletin;

    private boolean loading;
    private long loadedRows;
    private boolean moved;

    /** A row that is new, and what it is. */
    record Row(String table, Struct envelope, TableRows.Change change) {}

    Progress(CdcPosition from) {
        this.offset = from.offset();
        this.coveredTx = from.tx();
        this.coveredSeq = from.seq();
        this.tables = new TreeMap<>(from.tables());
        this.loading = !from.isUnderWay();
    }

    /** Takes the next record; answers with the row that it has, if that is new. */
    Optional<Row> accept(SourceRecord record, Clock clock) {
        if (!(record.value() instanceof Struct value)) {
            return Optional.empty();
        }
        if (value.schema().field("status") != null) {
            boundary(value, record, clock);
            return Optional.empty();
        }
        if (value.schema().field("op") == null) {
            heartbeat(record);
            return Optional.empty();
        }
        String op = value.getString("op");
        return switch (op) {
            case "m" -> Optional.empty(); // A message in the log is no change of a table.
            case "r" -> Optional.of(loaded(value, record));
            default -> changed(value, op);
        };
    }

    private void boundary(Struct value, SourceRecord record, Clock clock) {
        String id = transaction(value.getString("id"));
        if (value.getString("status").equals("BEGIN")) {
            loading = false;
            tx = id;
            seq = 0;
            rowsInTx = 0;
            txStart = clock.instant();
            told = false;
            return;
        }
        if (tx.equals(coveredTx)) {
            coveredTx = "";
        }
        tx = "";
        seq = 0;
        cutHere(record);
    }

    /** After the first load a heartbeat follows; between transactions it has nothing new to say. */
    private void heartbeat(SourceRecord record) {
        if (loading && !record.sourceOffset().containsKey("snapshot")) {
            loading = false;
            cutHere(record);
        }
    }

    private Row loaded(Struct value, SourceRecord record) {
        String table = table(value);
        loading = true;
        tables.put(table, new CdcPosition.Load(CdcPosition.State.LOADING, 0));
        if (Boolean.TRUE.equals(record.sourceOffset().get("snapshot_completed"))) {
            loading = false;
            cutHere(record);
        }
        return new Row(table, value, new TableRows.Change("r", null, ++loadedRows));
    }

    private Optional<Row> changed(Struct value, String op) {
        Struct transaction = value.getStruct("transaction");
        if (transaction == null) {
            throw new IllegalStateException("the connector sent a change without its transaction");
        }
        String id = transaction(transaction.getString("id"));
        seq = transaction.getInt64("total_order");
        if (id.equals(coveredTx) && seq <= coveredSeq) {
            return Optional.empty();
        }
        rowsInTx++;
        return Optional.of(new Row(table(value), value, new TableRows.Change(op, id, seq)));
    }

    private void cutHere(SourceRecord record) {
        offset = CdcPosition.offset(record.sourceOffset());
        moved = true;
        if (record.sourceOffset().get("lsn") instanceof Long lsn) {
            tables.replaceAll((table, load) ->
                    load.state() == CdcPosition.State.LOADED
                            ? load
                            : new CdcPosition.Load(CdcPosition.State.LOADED, lsn));
        }
    }

    private static String table(Struct value) {
        Struct source = value.getStruct("source");
        return source.getString("schema") + "." + source.getString("table");
    }

    /** The part before the colon: the other one changes inside a transaction. */
    private static String transaction(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    /** Whether the last record was the end of a transaction or of the first load. */
    boolean mayCut() {
        return !loading && tx.isEmpty() && !offset.isEmpty();
    }

    /** Whether there is a cut that was not told. */
    boolean hasMoved() {
        return moved && mayCut();
    }

    /** The position after all records so far, if a cut is allowed here. */
    Optional<CdcPosition> cut(PostgresCdc.TransactionLimit limit, Instant now) {
        if (mayCut()) {
            moved = false;
            return Optional.of(new CdcPosition(1, offset, "", 0, tables));
        }
        boolean tooLarge = rowsInTx >= limit.rows() || now.isAfter(txStart.plus(limit.duration()));
        if (loading || tx.isEmpty() || seq == 0 || !tooLarge) {
            return Optional.empty();
        }
        if (tx.equals(coveredTx) && seq <= coveredSeq) {
            return Optional.empty();
        }
        if (!told) {
            told = true;
            bulletin =
                    ("Transaction %s has more than transaction-limit allows and is cut: what it did"
                                    + " is not seen all at once.")
                            .formatted(tx);
        }
        return Optional.of(new CdcPosition(1, offset, tx, seq, tables));
    }

    /** What operators should know, once. */
    Optional<String> bulletin() {
        String text = bulletin;
        bulletin = null;
        return Optional.ofNullable(text);
    }

    /** The tables that are followed, those among them that have no rows yet included. */
    void follow(Iterable<String> all, boolean firstLoad) {
        for (String table : all) {
            tables.putIfAbsent(
                    table,
                    firstLoad && loading
                            ? CdcPosition.Load.WAITING
                            : new CdcPosition.Load(CdcPosition.State.LOADED, 0));
        }
    }
}
