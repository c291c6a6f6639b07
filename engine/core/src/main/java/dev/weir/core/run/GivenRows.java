package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.file.YamlNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows as the test of a flow writes them, as a batch. */
final class GivenRows {

    private GivenRows() {}

    /** A value that cannot be one of its column's type; the message says which and where. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Columns that a row does not name are null. */
    static Batch batch(Schema schema, List<MapNode> rows, BufferAllocator memory)
            throws Unreadable {
        var vectors = new ArrayList<FieldVector>();
        try {
            for (Field field : schema.getFields()) {
                FieldVector vector = field.createVector(memory);
                vectors.add(vector);
                vector.setInitialCapacity(rows.size());
                vector.allocateNew();
                for (int row = 0; row < rows.size(); row++) {
                    var value = rows.get(row).get(field.getName());
                    if (value.isPresent()) {
                        set(vector, field, row, value.get());
                    }
                }
                vector.setValueCount(rows.size());
            }
            return Batch.of(schema, vectors, rows.size());
        } catch (Unreadable | RuntimeException e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
    }

    private static void set(FieldVector vector, Field field, int row, YamlNode node)
            throws Unreadable {
        if (!(node instanceof ScalarNode scalar)) {
            throw new Unreadable(
                    "%s: column %s: tests can give single values only"
                            .formatted(node.mark(), field.getName()));
        }
        if (scalar.isNull()) {
            return;
        }
        try {
            set(vector, row, scalar.raw());
        } catch (RuntimeException e) {
            throw new Unreadable(
                    "%s: column %s: '%s' is no %s"
                            .formatted(
                                    scalar.mark(),
                                    field.getName(),
                                    scalar.raw(),
                                    ColumnType.name(field)));
        }
    }

    private static void set(FieldVector vector, int row, String text) {
        switch (vector) {
            case BitVector v -> v.setSafe(row, truth(text));
            case TinyIntVector v -> v.setSafe(row, Byte.parseByte(text));
            case SmallIntVector v -> v.setSafe(row, Short.parseShort(text));
            case IntVector v -> v.setSafe(row, Integer.parseInt(text));
            case BigIntVector v -> v.setSafe(row, Long.parseLong(text));
            case UInt1Vector v -> v.setSafe(row, Integer.parseInt(text));
            case UInt2Vector v -> v.setSafe(row, Integer.parseInt(text));
            case UInt4Vector v -> v.setSafe(row, Integer.parseUnsignedInt(text));
            case UInt8Vector v -> v.setSafe(row, Long.parseUnsignedLong(text));
            case Float4Vector v -> v.setSafe(row, Float.parseFloat(text));
            case Float8Vector v -> v.setSafe(row, Double.parseDouble(text));
            case DecimalVector v -> v.setSafe(row, new BigDecimal(text).setScale(v.getScale()));
            case VarCharVector v -> v.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector v -> v.setSafe(row, Base64.getDecoder().decode(text));
            case DateDayVector v -> v.setSafe(row, (int) LocalDate.parse(text).toEpochDay());
            case TimeMicroVector v -> v.setSafe(row, LocalTime.parse(text).toNanoOfDay() / 1000);
            case TimeStampMicroVector v -> v.setSafe(row, micros(local(text)));
            case TimeStampMicroTZVector v -> v.setSafe(row, micros(instant(text)));
            default -> throw new IllegalArgumentException("no single value");
        }
    }

    private static int truth(String text) {
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Instant local(String text) {
        var iso = text.replace(' ', 'T');
        var time =
                iso.contains("T") ? LocalDateTime.parse(iso) : LocalDate.parse(iso).atStartOfDay();
        return time.toInstant(ZoneOffset.UTC);
    }

    private static Instant instant(String text) {
        var iso = text.replace(' ', 'T');
        boolean hasZone = iso.endsWith("Z") || iso.matches(".*T.*[+-]\\d\\d:?\\d\\d$");
        return hasZone ? OffsetDateTime.parse(iso).toInstant() : local(iso);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
