package dev.weir.expression;

import dev.weir.api.Batch;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Batches from literal values, and values from batches. */
final class Rows {

    private Rows() {}

    /** A batch of rows, each with a value or null for every column. */
    static Batch batch(BufferAllocator allocator, Schema schema, List<@Nullable Object[]> rows) {
        var vectors = new ArrayList<FieldVector>();
        for (int column = 0; column < schema.getFields().size(); column++) {
            var vector = schema.getFields().get(column).createVector(allocator);
            vector.allocateNew();
            for (int row = 0; row < rows.size(); row++) {
                set(vector, row, rows.get(row)[column]);
            }
            vector.setValueCount(rows.size());
            vectors.add(vector);
        }
        return Batch.of(schema, vectors, rows.size());
    }

    /** One row. */
    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    static Schema schema(Field... fields) {
        return new Schema(List.of(fields));
    }

    private static void set(FieldVector vector, int row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
            return;
        }
        switch (vector) {
            case BitVector bits -> bits.setSafe(row, (Boolean) value ? 1 : 0);
            case BigIntVector longs -> longs.setSafe(row, ((Number) value).longValue());
            case Float4Vector floats -> floats.setSafe(row, ((Number) value).floatValue());
            case Float8Vector doubles -> doubles.setSafe(row, ((Number) value).doubleValue());
            case DecimalVector decimals ->
                    decimals.setSafe(
                            row, new BigDecimal(value.toString()).setScale(decimals.getScale()));
            case VarCharVector texts ->
                    texts.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector bytes -> bytes.setSafe(row, (byte[]) value);
            case DateDayVector days ->
                    days.setSafe(
                            row,
                            value instanceof Integer day
                                    ? day
                                    : (int) LocalDate.parse(value.toString()).toEpochDay());
            case TimeMicroVector times -> times.setSafe(row, ((Number) value).longValue());
            case TimeStampVector times ->
                    times.setSafe(
                            row, value instanceof Long micros ? micros : micros(value.toString()));
            case BaseIntVector integers ->
                    integers.setWithPossibleTruncate(row, ((Number) value).longValue());
            default -> throw new IllegalArgumentException("no values for " + vector.getField());
        }
    }

    private static long micros(String text) {
        return ChronoUnit.MICROS.between(
                LocalDateTime.of(1970, 1, 1, 0, 0),
                LocalDateTime.parse(text).atOffset(ZoneOffset.UTC).toLocalDateTime());
    }

    /** The value of a row as text, or "null". */
    static String text(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return "null";
        }
        return switch (vector) {
            case VarCharVector texts -> new String(texts.get(row), StandardCharsets.UTF_8);
            case VarBinaryVector bytes -> java.util.HexFormat.of().formatHex(bytes.get(row));
            case TimeStampVector times -> Long.toString(times.get(row));
            case DateDayVector days -> LocalDate.ofEpochDay(days.get(row)).toString();
            default -> String.valueOf(vector.getObject(row));
        };
    }

    /** All values of a column as text. */
    static List<String> texts(FieldVector vector) {
        var texts = new ArrayList<String>();
        for (int row = 0; row < vector.getValueCount(); row++) {
            texts.add(text(vector, row));
        }
        return texts;
    }

    /** All rows as text, values separated by a bar. */
    static List<String> texts(Batch batch) {
        var texts = new ArrayList<String>();
        for (int row = 0; row < batch.rows(); row++) {
            int at = row;
            texts.add(String.join("|", batch.vectors().stream().map(v -> text(v, at)).toList()));
        }
        return texts;
    }
}
