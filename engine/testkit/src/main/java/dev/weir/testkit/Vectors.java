package dev.weir.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Moves canonical values (see {@link Values}) into and out of vectors of the flow file's types. */
final class Vectors {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Vectors() {}

    static void write(FieldVector vector, int row, JsonNode value) {
        if (value.isNull()) {
            vector.setNull(row);
            return;
        }
        switch (vector) {
            case BitVector v -> v.setSafe(row, value.booleanValue() ? 1 : 0);
            case TinyIntVector v -> v.setSafe(row, value.intValue());
            case SmallIntVector v -> v.setSafe(row, value.intValue());
            case IntVector v -> v.setSafe(row, value.intValue());
            case BigIntVector v -> v.setSafe(row, value.longValue());
            case UInt1Vector v -> v.setSafe(row, value.intValue());
            case UInt2Vector v -> v.setSafe(row, value.intValue());
            case UInt4Vector v -> v.setSafe(row, value.intValue());
            case UInt8Vector v -> v.setSafe(row, value.bigIntegerValue().longValue());
            case Float4Vector v -> v.setSafe(row, (float) real(value));
            case Float8Vector v -> v.setSafe(row, real(value));
            case DecimalVector v -> v.setSafe(row, value.decimalValue());
            case VarCharVector v ->
                    v.setSafe(row, value.textValue().getBytes(StandardCharsets.UTF_8));
            case VarBinaryVector v -> v.setSafe(row, bytes(value));
            case DateDayVector v -> v.setSafe(row, (int) date(value).toEpochDay());
            case TimeMicroVector v ->
                    v.setSafe(row, LocalTime.parse(value.textValue()).toNanoOfDay() / 1000);
            case TimeStampMicroVector v ->
                    v.setSafe(
                            row,
                            micros(
                                    LocalDateTime.parse(value.textValue())
                                            .toInstant(ZoneOffset.UTC)));
            case TimeStampMicroTZVector v ->
                    v.setSafe(row, micros(Instant.parse(value.textValue())));
            case MapVector v -> writeMap(v, row, value);
            case ListVector v -> writeList(v, row, value);
            case StructVector v -> writeStruct(v, row, value);
            default -> throw unknown(vector);
        }
    }

    static JsonNode read(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return NullNode.instance;
        }
        return switch (vector) {
            case BitVector v -> BooleanNode.valueOf(v.get(row) == 1);
            case TinyIntVector v -> JSON.numberNode((long) v.get(row));
            case SmallIntVector v -> JSON.numberNode((long) v.get(row));
            case IntVector v -> JSON.numberNode((long) v.get(row));
            case BigIntVector v -> JSON.numberNode(v.get(row));
            case UInt1Vector v -> JSON.numberNode(v.get(row) & 0xFFL);
            case UInt2Vector v -> JSON.numberNode((long) v.get(row));
            case UInt4Vector v -> JSON.numberNode(v.get(row) & 0xFFFFFFFFL);
            case UInt8Vector v -> Values.whole(new BigInteger(Long.toUnsignedString(v.get(row))));
            case Float4Vector v -> Values.single(v.get(row));
            case Float8Vector v -> Values.real(v.get(row));
            case DecimalVector v -> Values.decimal(v.getScale(), v.getObject(row));
            case VarCharVector v ->
                    TextNode.valueOf(new String(v.get(row), StandardCharsets.UTF_8));
            case VarBinaryVector v -> Values.binary(v.get(row));
            case DateDayVector v -> Values.date(LocalDate.ofEpochDay(v.get(row)));
            case TimeMicroVector v -> Values.time(LocalTime.ofNanoOfDay(v.get(row) * 1000));
            case TimeStampMicroVector v ->
                    Values.timestamp(LocalDateTime.ofInstant(instant(v.get(row)), ZoneOffset.UTC));
            case TimeStampMicroTZVector v -> Values.instant(instant(v.get(row)));
            case MapVector v -> readMap(v, row);
            case ListVector v -> readList(v, row);
            case StructVector v -> readStruct(v, row);
            default -> throw unknown(vector);
        };
    }

    private static void writeList(ListVector list, int row, JsonNode items) {
        int at = list.startNewValue(row);
        for (JsonNode item : items) {
            write(list.getDataVector(), at++, item);
        }
        list.endValue(row, items.size());
    }

    private static void writeMap(MapVector map, int row, JsonNode entries) {
        int at = map.startNewValue(row);
        var data = (StructVector) map.getDataVector();
        for (var entry : entries.properties()) {
            data.setIndexDefined(at);
            write((FieldVector) data.getChildByOrdinal(0), at, TextNode.valueOf(entry.getKey()));
            write((FieldVector) data.getChildByOrdinal(1), at++, entry.getValue());
        }
        map.endValue(row, entries.size());
    }

    private static void writeStruct(StructVector struct, int row, JsonNode parts) {
        struct.setIndexDefined(row);
        for (FieldVector part : struct.getChildrenFromFields()) {
            write(part, row, parts.get(part.getName()));
        }
    }

    private static JsonNode readList(ListVector list, int row) {
        var items = JSON.arrayNode();
        for (int at = list.getElementStartIndex(row); at < list.getElementEndIndex(row); at++) {
            items.add(read(list.getDataVector(), at));
        }
        return items;
    }

    private static JsonNode readMap(MapVector map, int row) {
        var entries = JSON.objectNode();
        var data = (StructVector) map.getDataVector();
        for (int at = map.getElementStartIndex(row); at < map.getElementEndIndex(row); at++) {
            String key = read((FieldVector) data.getChildByOrdinal(0), at).asText();
            entries.set(key, read((FieldVector) data.getChildByOrdinal(1), at));
        }
        return entries;
    }

    private static JsonNode readStruct(StructVector struct, int row) {
        var parts = JSON.objectNode();
        for (FieldVector part : struct.getChildrenFromFields()) {
            parts.set(part.getName(), read(part, row));
        }
        return parts;
    }

    private static double real(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
    }

    private static LocalDate date(JsonNode value) {
        return LocalDate.parse(value.textValue());
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static byte[] bytes(JsonNode value) {
        try {
            return value.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalArgumentException unknown(FieldVector vector) {
        return new IllegalArgumentException("rows have no literals for " + vector.getField());
    }
}
