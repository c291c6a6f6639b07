package dev.weir.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes rows as JSON objects: one spelling of every Arrow type for dead letters, previews, JSON
 * lines and the API. Numbers, booleans and null are themselves; decimals are numbers with all their
 * digits; NaN and infinities are text; times are ISO 8601; binary is base 64; a null column is
 * written as null; a map is an object whose keys are the keys as text. An instance is for batches
 * of one schema, and not for several threads.
 */
public final class JsonRows {

    /** Rows that are copied to the heap together: their values stay in the processor's cache. */
    private static final int CHUNK = 512;

    private static final byte[] MASK = "\"***\"".getBytes(StandardCharsets.UTF_8);

    private final HeapColumn[] columns;
    private final long[][] names;
    private final int[] nameLengths;
    private final boolean[] masked;

    private JsonRows(Schema schema, boolean masking) {
        List<Field> fields = schema.getFields();
        int count = fields.size();
        columns = new HeapColumn[count];
        names = new long[count][];
        nameLengths = new int[count];
        masked = new boolean[count];
        for (int column = 0; column < count; column++) {
            Field field = fields.get(column);
            columns[column] = new HeapColumn(field);
            byte[] name = name(column, field.getName());
            names[column] = Utf8Buffer.words(name);
            nameLengths[column] = name.length;
            masked[column] = masking && Columns.isSensitive(field);
        }
    }

    /** An encoder that shows every value. */
    public static JsonRows of(Schema schema) {
        return new JsonRows(schema, false);
    }

    /** An encoder that writes {@code "***"} for the values of sensitive columns. */
    public static JsonRows masking(Schema schema) {
        return new JsonRows(schema, true);
    }

    /** One row as a JSON object, sensitive columns included. */
    public static String object(Batch batch, int row) {
        return object(batch, row, of(batch.schema()));
    }

    /** One row as a JSON object, with {@code "***"} for the values of sensitive columns. */
    public static String maskedObject(Batch batch, int row) {
        return object(batch, row, masking(batch.schema()));
    }

    /** Appends one value of any type. */
    public static void value(FieldVector vector, int row, Utf8Buffer text) {
        JsonValues.add(vector, row, text);
    }

    private static String object(Batch batch, int row, JsonRows rows) {
        var text = new Utf8Buffer(256);
        rows.lines(batch, row, row + 1, text);
        text.truncate(text.length() - 1);
        return text.toString();
    }

    /**
     * Appends some rows, each a JSON object that ends with a line feed.
     *
     * @param from first row
     * @param to row after the last one
     */
    public void lines(Batch batch, int from, int to, Utf8Buffer text) {
        var vectors = batch.vectors().toArray(FieldVector[]::new);
        if (vectors.length != columns.length) {
            throw new IllegalArgumentException(
                    "the batch has %d columns, the encoder is for %d"
                            .formatted(vectors.length, columns.length));
        }
        for (int first = from; first < to; first += CHUNK) {
            int count = Math.min(CHUNK, to - first);
            for (int column = 0; column < columns.length; column++) {
                columns[column].load(vectors[column], first, count);
            }
            for (int row = 0; row < count; row++) {
                object(vectors, first, row, text);
            }
        }
    }

    private void object(FieldVector[] vectors, int first, int row, Utf8Buffer text) {
        if (columns.length == 0) {
            text.add('{');
        }
        for (int column = 0; column < columns.length; column++) {
            text.add(names[column], nameLengths[column]);
            if (masked[column]) {
                text.add(MASK);
            } else {
                value(columns[column], row, vectors[column], first + row, text);
            }
        }
        text.add('}');
        text.add('\n');
    }

    private static void value(
            HeapColumn column, int row, FieldVector vector, int vectorRow, Utf8Buffer text) {
        if (column.isNull(row)) {
            text.add(JsonValues.NULL);
            return;
        }
        switch (column.kind()) {
            case BOOL -> text.add(column.number(row) == 1 ? JsonValues.TRUE : JsonValues.FALSE);
            case WHOLE -> text.whole(column.number(row));
            case UNSIGNED -> text.unsigned(column.number(row));
            case REAL -> JsonValues.real(Double.longBitsToDouble(column.number(row)), text);
            case DECIMAL -> {
                if (column.isWide(row)) {
                    JsonValues.add(vector, vectorRow, text);
                } else {
                    text.decimal(column.number(row), column.scale());
                }
            }
            case DATE -> {
                text.add('"');
                text.date(column.number(row));
                text.add('"');
            }
            case TIME -> {
                text.add('"');
                text.time(column.number(row), column.perSecond());
                text.add('"');
            }
            case TIMESTAMP -> {
                text.add('"');
                text.timestamp(column.number(row), column.perSecond());
                if (column.isZoned()) {
                    text.add('Z');
                }
                text.add('"');
            }
            case TEXT -> {
                int start = column.start(row);
                text.jsonText(column.bytes(), start, column.end(row) - start);
            }
            case OTHER -> JsonValues.add(vector, vectorRow, text);
        }
    }

    /** What stands before the value of a column. */
    private static byte[] name(int column, String name) {
        var text = new Utf8Buffer(name.length() + 8);
        text.add(column == 0 ? '{' : ',');
        text.jsonText(name);
        text.add(':');
        return Arrays.copyOf(text.array(), text.length());
    }
}
