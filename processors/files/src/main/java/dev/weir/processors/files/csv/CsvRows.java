package dev.weir.processors.files.csv;

import dev.weir.api.Batch;
import dev.weir.api.HeapColumn;
import dev.weir.api.JsonRows;
import dev.weir.api.Utf8Buffer;
import dev.weir.processors.files.text.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Spells rows as RFC 4180 has it. A null is written as nothing, the empty text as two quotes, lists
 * and the like as JSON.
 */
final class CsvRows implements RowEncoder {

    private static final int CHUNK = 512;

    private final List<Field> fields;
    private final HeapColumn[] columns;
    private final char delimiter;
    private final byte quote;
    private final byte[] missing;
    private final boolean header;
    private final Utf8Buffer other = new Utf8Buffer(256);

    CsvRows(Schema schema, CsvStyle style) {
        fields = schema.getFields();
        columns = fields.stream().map(HeapColumn::new).toArray(HeapColumn[]::new);
        delimiter = (char) style.delimiter();
        quote = style.quote();
        missing = style.missing().getBytes(StandardCharsets.UTF_8);
        header = style.header();
    }

    /** How fields are told apart and what stands for null. */
    record CsvStyle(byte delimiter, byte quote, String missing, boolean header) {}

    @Override
    public String header() {
        if (!header) {
            return "";
        }
        var text = new Utf8Buffer(256);
        for (int column = 0; column < columns.length; column++) {
            if (column > 0) {
                text.add(delimiter);
            }
            byte[] name = fields.get(column).getName().getBytes(StandardCharsets.UTF_8);
            text(name, 0, name.length, text);
        }
        text.add('\n');
        return text.toString();
    }

    @Override
    public void rows(Batch batch, int from, int to, Utf8Buffer text) {
        var vectors = batch.vectors().toArray(FieldVector[]::new);
        for (int first = from; first < to; first += CHUNK) {
            int count = Math.min(CHUNK, to - first);
            for (int column = 0; column < columns.length; column++) {
                columns[column].load(vectors[column], first, count);
            }
            for (int row = 0; row < count; row++) {
                for (int column = 0; column < columns.length; column++) {
                    if (column > 0) {
                        text.add(delimiter);
                    }
                    value(columns[column], row, vectors[column], first + row, text);
                }
                text.add('\n');
            }
        }
    }

    private void value(
            HeapColumn column, int row, FieldVector vector, int vectorRow, Utf8Buffer text) {
        if (column.isNull(row)) {
            text.add(missing);
            return;
        }
        switch (column.kind()) {
            case BOOL -> text.add(column.number(row) == 1 ? "true" : "false");
            case WHOLE -> text.whole(column.number(row));
            case UNSIGNED -> text.unsigned(column.number(row));
            case REAL -> text.real(Double.longBitsToDouble(column.number(row)));
            case DECIMAL -> {
                if (column.isWide(row)) {
                    other(vector, vectorRow, text);
                } else {
                    text.decimal(column.number(row), column.scale());
                }
            }
            case DATE -> text.date(column.number(row));
            case TIME -> text.time(column.number(row), column.perSecond());
            case TIMESTAMP -> {
                text.timestamp(column.number(row), column.perSecond());
                if (column.isZoned()) {
                    text.add('Z');
                }
            }
            case TEXT -> text(column.bytes(), column.start(row), column.end(row), text);
            case OTHER -> other(vector, vectorRow, text);
        }
    }

    private void other(FieldVector vector, int row, Utf8Buffer text) {
        other.clear();
        JsonRows.value(vector, row, other);
        boolean plain = other.array()[0] == '"';
        text(other.array(), plain ? 1 : 0, other.length() - (plain ? 1 : 0), text);
    }

    private void text(byte[] bytes, int from, int to, Utf8Buffer text) {
        if (quote == 0 || isPlain(bytes, from, to)) {
            text.add(bytes, from, to - from);
            return;
        }
        text.add((char) quote);
        int start = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == quote) {
                text.add(bytes, start, at + 1 - start);
                start = at;
            }
        }
        text.add(bytes, start, to - start);
        text.add((char) quote);
    }

    private boolean isPlain(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == quote || b == delimiter || b == '\n' || b == '\r') {
                return false;
            }
        }
        return from < to && !java.util.Arrays.equals(bytes, from, to, missing, 0, missing.length);
    }
}
