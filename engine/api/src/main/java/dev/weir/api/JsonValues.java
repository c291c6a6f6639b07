package dev.weir.api;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Writes single values of any type, nested ones included, in the spelling of {@link JsonRows}. */
final class JsonValues {

    static final byte[] NULL = ascii("null");
    static final byte[] TRUE = ascii("true");
    static final byte[] FALSE = ascii("false");

    private JsonValues() {}

    static void add(FieldVector vector, int row, Utf8Buffer text) {
        if (vector.isNull(row)) {
            text.add(NULL);
            return;
        }
        switch (vector) {
            case BitVector bools -> text.add(bools.get(row) == 1 ? TRUE : FALSE);
            case TinyIntVector whole -> text.whole(whole.get(row));
            case SmallIntVector whole -> text.whole(whole.get(row));
            case IntVector whole -> text.whole(whole.get(row));
            case BigIntVector whole -> text.whole(whole.get(row));
            case UInt1Vector whole -> text.whole(whole.get(row) & 0xFF);
            case UInt2Vector whole -> text.whole(whole.get(row));
            case UInt4Vector whole -> text.whole(whole.get(row) & 0xFFFF_FFFFL);
            case UInt8Vector whole -> text.unsigned(whole.get(row));
            case Float2Vector reals -> real(reals.getValueAsFloat(row), text);
            case Float4Vector reals -> real(reals.get(row), text);
            case Float8Vector reals -> real(reals.get(row), text);
            case DecimalVector decimals -> text.add(plain(decimals.getObject(row)));
            case Decimal256Vector decimals -> text.add(plain(decimals.getObject(row)));
            case VarCharVector texts -> {
                byte[] utf8 = texts.get(row);
                text.jsonText(utf8, 0, utf8.length);
            }
            case VarBinaryVector binary -> base64(binary.get(row), text);
            case LargeVarBinaryVector binary -> base64(binary.get(row), text);
            case FixedSizeBinaryVector binary -> base64(binary.get(row), text);
            case MapVector map -> map(map, row, text);
            case ListVector list ->
                    list(
                            list.getDataVector(),
                            list.getElementStartIndex(row),
                            list.getElementEndIndex(row),
                            text);
            case FixedSizeListVector list ->
                    list(
                            list.getDataVector(),
                            list.getElementStartIndex(row),
                            list.getElementEndIndex(row),
                            text);
            case StructVector struct -> struct(struct, row, text);
            default -> timeOrOther(vector, row, text);
        }
    }

    private static void timeOrOther(FieldVector vector, int row, Utf8Buffer text) {
        switch (vector) {
            case DateDayVector days -> date(days.get(row), text);
            case DateMilliVector millis -> date(Math.floorDiv(millis.get(row), 86_400_000L), text);
            case TimeSecVector time -> time(time.get(row), 1, text);
            case TimeMilliVector time -> time(time.get(row), 1_000, text);
            case TimeMicroVector time -> time(time.get(row), 1_000_000, text);
            case TimeNanoVector time -> time(time.get(row), 1_000_000_000, text);
            case TimeStampVector time -> timestamp(time, row, text);
            default -> text.jsonText(String.valueOf(vector.getObject(row)));
        }
    }

    /** A number, or text where JSON has no number for it. */
    static void real(double value, Utf8Buffer text) {
        if (Double.isFinite(value)) {
            text.real(value);
        } else {
            text.jsonText(Double.toString(value));
        }
    }

    private static void real(float value, Utf8Buffer text) {
        if (Float.isFinite(value)) {
            text.real(value);
        } else {
            text.jsonText(Float.toString(value));
        }
    }

    private static void date(long days, Utf8Buffer text) {
        text.add('"');
        text.date(days);
        text.add('"');
    }

    private static void time(long units, long perSecond, Utf8Buffer text) {
        text.add('"');
        text.time(units, perSecond);
        text.add('"');
    }

    private static void timestamp(TimeStampVector vector, int row, Utf8Buffer text) {
        var type = (ArrowType.Timestamp) vector.getField().getType();
        text.add('"');
        text.timestamp(vector.get(row), HeapColumn.perSecond(type.getUnit()));
        if (type.getTimezone() != null) {
            text.add('Z');
        }
        text.add('"');
    }

    private static void base64(byte[] bytes, Utf8Buffer text) {
        text.add('"');
        text.add(Base64.getEncoder().encode(bytes));
        text.add('"');
    }

    private static void list(FieldVector values, int from, int to, Utf8Buffer text) {
        text.add('[');
        for (int i = from; i < to; i++) {
            if (i > from) {
                text.add(',');
            }
            add(values, i, text);
        }
        text.add(']');
    }

    private static void struct(StructVector struct, int row, Utf8Buffer text) {
        text.add('{');
        boolean first = true;
        for (FieldVector child : struct.getChildrenFromFields()) {
            if (!first) {
                text.add(',');
            }
            first = false;
            text.jsonText(child.getField().getName());
            text.add(':');
            add(child, row, text);
        }
        text.add('}');
    }

    private static void map(MapVector map, int row, Utf8Buffer text) {
        var entries = (StructVector) map.getDataVector();
        FieldVector keys = entries.getChildrenFromFields().get(0);
        FieldVector values = entries.getChildrenFromFields().get(1);
        text.add('{');
        int from = map.getElementStartIndex(row);
        for (int i = from; i < map.getElementEndIndex(row); i++) {
            if (i > from) {
                text.add(',');
            }
            key(keys, i, text);
            text.add(':');
            add(values, i, text);
        }
        text.add('}');
    }

    /** A key is text in JSON: what is not written as text by itself gets quotes. */
    private static void key(FieldVector keys, int row, Utf8Buffer text) {
        var key = new Utf8Buffer(32);
        add(keys, row, key);
        if (key.array()[0] == '"') {
            text.add(key.array(), 0, key.length());
        } else {
            text.jsonText(key.array(), 0, key.length());
        }
    }

    private static String plain(BigDecimal value) {
        return value.toPlainString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
