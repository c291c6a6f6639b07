package dev.weir.processors.cdc;

import dev.weir.api.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Rows between two cuts, gathered by table and by version of the table's schema. Rows of one table
 * leave in the order in which they came; so do those of all tables, if that is wanted.
 */
final class ChangeBuffer implements AutoCloseable {
    /** Versions of tables that are remembered; the connector makes new objects for old schemas. */
    private static final int MOST_FORMATS = 1000;

    private final boolean strict;
    private final boolean before;
    private final Toast toast;
    private final BufferAllocator allocator;
    private Map<String, String> domains = Map.of();

    private final Map<Schema, TableRows> formats = new LinkedHashMap<>();
    private final Map<String, TableRows> open = new LinkedHashMap<>();
    private final Deque<Batch> sealed = new ArrayDeque<>();
    private @Nullable Schema lastSchema;
    private @Nullable TableRows last;
    private int rows;
    private long bytes;

    ChangeBuffer(boolean strict, boolean before, Toast toast, BufferAllocator allocator) {
        this.strict = strict;
        this.before = before;
        this.toast = toast;
        this.allocator = allocator;
    }

    void domains(Map<String, String> domains) {
        this.domains = domains;
    }

    /** Rows that have not been taken. */
    int rows() {
        return rows;
    }

    /** Roughly what they take. */
    long bytes() {
        return bytes;
    }

    /** Adds a change; answers whether a value had to be left out as special. */
    boolean add(String table, Schema schema, Struct envelope, TableRows.Change change) {
        TableRows to = to(table, schema);
        long held = to.bytes();
        boolean special = to.add(envelope, change);
        bytes += to.bytes() - held;
        rows++;
        return special;
    }

    private TableRows to(String table, Schema schema) {
        if (last != null && isLast(schema) && last.table().equals(table)) {
            return last;
        }
        TableRows to = formats.get(schema);
        if (to == null) {
            forgetOldFormats();
            to = new TableRows(table, schema, domains, before, toast, allocator);
            formats.put(schema, to);
        }
        if (strict && last != to) {
            seal();
        }
        TableRows earlier = open.get(table);
        if (earlier != null && earlier != to) {
            sealed.add(earlier.take()); // The table has a new schema.
            open.remove(table);
        }
        open.put(table, to);
        lastSchema = schema;
        last = to;
        return to;
    }

    /**
     * Mostly the connector sends the same object as for the row before; equal ones cost more to
     * tell.
     */
    @SuppressWarnings("ReferenceEquality")
    private boolean isLast(Schema schema) {
        return schema == lastSchema;
    }

    private void forgetOldFormats() {
        if (formats.size() >= MOST_FORMATS) {
            seal();
            formats.clear();
        }
    }

    private void seal() {
        for (TableRows some : open.values()) {
            sealed.add(some.take());
        }
        open.clear();
        last = null;
    }

    /** All rows, as batches that the caller owns, each of one table and one schema. */
    List<Batch> take() {
        seal();
        var all = new ArrayList<>(sealed);
        sealed.clear();
        rows = 0;
        bytes = 0;
        return all;
    }

    @Override
    public void close() {
        formats.values().forEach(TableRows::close);
        formats.clear();
        sealed.forEach(Batch::close);
        sealed.clear();
    }
}
