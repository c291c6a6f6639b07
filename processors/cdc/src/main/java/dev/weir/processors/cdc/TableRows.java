package dev.weir.processors.cdc;

import dev.weir.api.Batch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table and one version of its schema on their way into a batch. What to do with each
 * column is settled when the schema is first seen; a row is then one walk over the columns.
 */
final class TableRows implements AutoCloseable {
    private final String table;
    private final byte[] tableText;
    private final Toast toast;
    private final org.apache.arrow.vector.types.pojo.Schema schema;
    private final BufferAllocator allocator;
    private final Field[] fields;

    /** Columns of type numeric, which may be NaN. */
    private final boolean[] numbers;

    private final Source source;

    private List<FieldVector> vectors = List.of();
    private Column[] columns = {};
    private @Nullable Own own;
    private @Nullable Before before;
    private int rows;
    private long bytes;

    /** Where the connector's record keeps what every row needs. */
    private record Source(@Nullable Field before, Field after, Field lsn, Field micros) {}

    private record Column(Field field, FieldVector vector, Values.Put put, boolean variable) {}

    /** The columns that are not the table's. */
    private record Own(
            VarCharVector op,
            TimeStampMicroTZVector ts,
            VarCharVector tx,
            BigIntVector seq,
            BigIntVector lsn,
            VarCharVector table,
            ListVector unchanged,
            ListVector special) {}

    private record Before(StructVector vector, Column[] columns) {}

    /**
     * @param envelope the connector's schema of the table's changes
     * @param domains base types of the database's domains
     */
    TableRows(
            String table,
            Schema envelope,
            Map<String, String> domains,
            boolean before,
            Toast toast,
            BufferAllocator allocator) {
        this.table = table;
        this.tableText = table.getBytes(StandardCharsets.UTF_8);
        this.toast = toast;
        this.allocator = allocator;
        Schema row = envelope.field("after").schema();
        this.fields = row.fields().toArray(Field[]::new);
        Schema origin = envelope.field("source").schema();
        this.source =
                new Source(
                        envelope.field("before"),
                        envelope.field("after"),
                        origin.field("lsn"),
                        origin.field("ts_us"));
        var columns = new ArrayList<org.apache.arrow.vector.types.pojo.Field>();
        this.numbers = new boolean[fields.length];
        for (Field field : fields) {
            numbers[field.index()] = PostgresTypes.isNumber(field.schema(), domains);
            columns.add(
                    RowSchema.field(
                            field.name(), PostgresTypes.ofConnector(field.schema(), domains)));
        }
        this.schema = RowSchema.of(columns, before);
    }

    String table() {
        return table;
    }

    org.apache.arrow.vector.types.pojo.Schema schema() {
        return schema;
    }

    int rows() {
        return rows;
    }

    /** Roughly what the rows take. */
    long bytes() {
        return bytes;
    }

    /** What a change is besides its row. */
    record Change(String op, @Nullable String tx, long seq) {}

    /** Adds a change; answers whether a value had to be left out as special. */
    boolean add(Struct envelope, Change change) {
        if (own == null) {
            open();
        }
        int row = rows++;
        Struct origin = envelope.getStruct("source");
        describe(row, change, origin);
        Struct old = source.before == null ? null : (Struct) envelope.get(source.before);
        Struct now = (Struct) envelope.get(source.after);
        Struct shown = change.op.equals("d") ? old : now;
        var marks = new Marks();
        if (shown != null) {
            fill(columns, shown, row, marks);
        }
        if (before != null && old != null) {
            before.vector.setIndexDefined(row);
            fill(before.columns, old, row, new Marks());
        }
        if (marks.unchanged != null) {
            texts(nonNull(own).unchanged, row, marks.unchanged);
        }
        if (marks.special != null) {
            texts(nonNull(own).special, row, marks.special);
        }
        return marks.special != null;
    }

    /** Columns of one row that need saying something about. */
    private static final class Marks {
        @Nullable List<String> unchanged;
        @Nullable List<String> special;

        void unchanged(String column) {
            unchanged = unchanged == null ? new ArrayList<>() : unchanged;
            unchanged.add(column);
        }

        void special(String text) {
            special = special == null ? new ArrayList<>() : special;
            special.add(text);
        }
    }

    private void describe(int row, Change change, Struct origin) {
        Own to = nonNull(own);
        to.op.setSafe(row, change.op.getBytes(StandardCharsets.UTF_8));
        to.ts.setSafe(row, (Long) origin.get(source.micros));
        if (change.tx != null) {
            to.tx.setSafe(row, change.tx.getBytes(StandardCharsets.UTF_8));
        }
        to.seq.setSafe(row, change.seq);
        if (origin.get(source.lsn) instanceof Long lsn) {
            to.lsn.setSafe(row, lsn);
        }
        to.table.setSafe(row, tableText);
        bytes += 48 + tableText.length;
    }

    private void fill(Column[] columns, Struct from, int row, Marks marks) {
        for (Column column : columns) {
            Object value =
                    column.field.schema().defaultValue() == null
                            ? from.get(column.field)
                            : from.getWithoutDefault(column.field.name());
            if (value == null) {
                continue;
            }
            if (column.variable) {
                if (toast.is(value)) {
                    marks.unchanged(column.field.name());
                    continue;
                }
                bytes += size(value);
            }
            bytes += 8;
            String special = column.put.put(row, value);
            if (special != null) {
                marks.special(column.field.name() + "=" + special);
            }
        }
    }

    private static long size(Object value) {
        return switch (value) {
            case String text -> text.length();
            case byte[] some -> some.length;
            case java.nio.ByteBuffer buffer -> buffer.remaining();
            case List<?> list -> 16L * list.size();
            default -> 16;
        };
    }

    private static void texts(ListVector to, int row, List<String> texts) {
        var items = (VarCharVector) to.getDataVector();
        int at = to.startNewValue(row);
        for (int i = 0; i < texts.size(); i++) {
            items.setSafe(at + i, texts.get(i).getBytes(StandardCharsets.UTF_8));
        }
        to.endValue(row, texts.size());
    }

    /** New vectors for the next batch. */
    private void open() {
        var made = new ArrayList<FieldVector>();
        for (var field : schema.getFields()) {
            FieldVector vector = field.createVector(allocator);
            made.add(vector);
        }
        vectors = made;
        made.forEach(FieldVector::allocateNew);
        int first = fields.length;
        columns = columns(made);
        own =
                new Own(
                        (VarCharVector) made.get(first),
                        (TimeStampMicroTZVector) made.get(first + 1),
                        (VarCharVector) made.get(first + 2),
                        (BigIntVector) made.get(first + 3),
                        (BigIntVector) made.get(first + 4),
                        (VarCharVector) made.get(first + 5),
                        (ListVector) made.get(first + 6),
                        (ListVector) made.get(first + 7));
        if (made.size() > first + 8) {
            var struct = (StructVector) made.get(first + 8);
            before = new Before(struct, columns(struct.getChildrenFromFields()));
        }
    }

    private Column[] columns(List<FieldVector> vectors) {
        var made = new Column[fields.length];
        for (int i = 0; i < made.length; i++) {
            FieldVector vector = vectors.get(i);
            boolean variable =
                    switch (fields[i].schema().type()) {
                        case STRING, BYTES, ARRAY, MAP, STRUCT -> true;
                        default -> false;
                    };
            Values.Put put =
                    numbers[i] && vector instanceof VarCharVector text
                            ? Values.numbers(text)
                            : Values.into(vector);
            made[i] = new Column(fields[i], vector, put, variable);
        }
        return made;
    }

    /** The rows so far, which the caller owns; there is at least one. */
    Batch take() {
        for (FieldVector vector : vectors) {
            vector.setValueCount(rows);
        }
        var batch = Batch.of(schema, vectors, rows);
        vectors = List.of();
        own = null;
        before = null;
        rows = 0;
        bytes = 0;
        try (batch) {
            return batch.attribute(Batch.TABLE, table);
        }
    }

    private static <T> T nonNull(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("rows were added before there are vectors");
        }
        return value;
    }

    @Override
    public void close() {
        vectors.forEach(FieldVector::close);
        vectors = List.of();
        own = null;
    }
}
