package dev.weir.processors.cdc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Puts the connector's values into vectors: chosen once per column and schema, not per row. */
final class Values {
    private static final long MIDNIGHT = 86_400_000_000L;

    /** The connector's words for numbers that are none. */
    private static final String NAN = "NAN";

    private static final String INFINITE = "POSITIVE_INFINITY";
    private static final String MINUS_INFINITE = "NEGATIVE_INFINITY";

    private Values() {}

    /** Puts a value that is not null into a row. */
    interface Put {
        /** Answers null, or the text of a value that the column cannot hold, which is left null. */
        @Nullable String put(int row, Object value);
    }

    static Put into(FieldVector vector) {
        return switch (vector) {
            case SmallIntVector to ->
                    done((row, value) -> to.setSafe(row, number(value).intValue()));
            case IntVector to -> done((row, value) -> to.setSafe(row, number(value).intValue()));
            case BigIntVector to ->
                    done((row, value) -> to.setSafe(row, number(value).longValue()));
            case Float4Vector to ->
                    done((row, value) -> to.setSafe(row, number(value).floatValue()));
            case Float8Vector to ->
                    done((row, value) -> to.setSafe(row, number(value).doubleValue()));
            case BitVector to -> done((row, value) -> to.setSafe(row, (Boolean) value ? 1 : 0));
            case VarCharVector to -> done((row, value) -> to.setSafe(row, text(value)));
            case VarBinaryVector to -> done((row, value) -> to.setSafe(row, bytes(value)));
            case DecimalVector to -> (row, value) -> decimal(to, row, (String) value);
            case DateDayVector to -> (row, value) -> day(to, row, (Integer) value);
            case TimeMicroVector to -> (row, value) -> time(to, row, (Long) value);
            case TimeStampMicroVector to -> (row, value) -> micro(to, row, (Long) value);
            case TimeStampMicroTZVector to -> (row, value) -> zoned(to, row, (String) value);
            case MapVector to -> map(to);
            case ListVector to -> list(to);
            case StructVector to -> point(to);
            default -> throw new IllegalStateException("no values can be put into " + vector);
        };
    }

    /** A way to put a value that always fits. */
    private interface Fits {
        void put(int row, Object value);
    }

    private static Put done(Fits fits) {
        return (row, value) -> {
            fits.put(row, value);
            return null;
        };
    }

    private static Number number(Object value) {
        return (Number) value;
    }

    private static byte[] text(Object value) {
        return value instanceof String || value instanceof Struct
                ? value.toString().getBytes(StandardCharsets.UTF_8)
                : bytes(value);
    }

    private static byte[] bytes(Object value) {
        return switch (value) {
            case byte[] bytes -> bytes;
            case ByteBuffer buffer -> {
                byte[] copy = new byte[buffer.remaining()];
                buffer.duplicate().get(copy);
                yield copy;
            }
            case Struct geometry -> geometry.getBytes("wkb");
            default -> value.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Numbers without a precision, in PostgreSQL's words where they are none. */
    static Put numbers(VarCharVector to) {
        return done((row, value) ->
                to.setSafe(
                        row,
                        switch ((String) value) {
                            case NAN -> text("NaN");
                            case INFINITE -> text("Infinity");
                            case MINUS_INFINITE -> text("-Infinity");
                            default -> text(value);
                        }));
    }

    private static @Nullable String decimal(DecimalVector to, int row, String text) {
        switch (text) {
            case NAN -> {
                return "NaN";
            }
            case INFINITE -> {
                return "Infinity";
            }
            case MINUS_INFINITE -> {
                return "-Infinity";
            }
            default -> {
                // A number.
            }
        }
        BigDecimal number = new BigDecimal(text);
        if (number.scale() != to.getScale()) {
            if (number.stripTrailingZeros().scale() > to.getScale()) {
                return text;
            }
            number = number.setScale(to.getScale());
        }
        BigInteger digits = number.unscaledValue();
        if (digits.bitLength() < 64) {
            to.setSafe(row, digits.longValue());
        } else if (number.precision() > to.getPrecision()) {
            return text;
        } else {
            to.setSafe(row, number);
        }
        return null;
    }

    private static @Nullable String day(DateDayVector to, int row, int day) {
        if (!PostgresTimes.isDay(day)) {
            return PostgresTimes.impossibleDay(day);
        }
        to.setSafe(row, day);
        return null;
    }

    /** PostgreSQL has an hour of 24, which is no time of a day. */
    private static @Nullable String time(TimeMicroVector to, int row, long micro) {
        if (micro >= MIDNIGHT) {
            return "24:00:00";
        }
        to.setSafe(row, micro);
        return null;
    }

    private static @Nullable String micro(TimeStampMicroVector to, int row, long micro) {
        if (!PostgresTimes.isMicro(micro)) {
            return PostgresTimes.impossibleMicro(micro);
        }
        to.setSafe(row, micro);
        return null;
    }

    private static @Nullable String zoned(TimeStampMicroTZVector to, int row, String text) {
        long micro = PostgresTimes.microsOf(text);
        if (micro == PostgresTimes.NONE) {
            return text;
        }
        to.setSafe(row, micro);
        return null;
    }

    private static Put list(ListVector to) {
        FieldVector items = to.getDataVector();
        Put item = into(items);
        return (row, value) -> {
            List<?> list = (List<?>) value;
            int at = to.startNewValue(row);
            String special = null;
            for (int i = 0; i < list.size(); i++) {
                Object element = list.get(i);
                String odd = element == null ? null : item.put(at + i, element);
                if (element == null || odd != null) {
                    items.setNull(at + i);
                    special = odd == null ? special : "[%d] %s".formatted(i, odd);
                }
            }
            to.endValue(row, list.size());
            return special;
        };
    }

    private static Put map(MapVector to) {
        var entries = (StructVector) to.getDataVector();
        Put key = into((FieldVector) entries.getChildByOrdinal(0));
        FieldVector values = (FieldVector) entries.getChildByOrdinal(1);
        Put put = into(values);
        return (row, value) -> {
            Map<?, ?> map = (Map<?, ?>) value;
            int at = to.startNewValue(row);
            int end = at;
            for (var entry : map.entrySet()) {
                entries.setIndexDefined(end);
                key.put(end, entry.getKey());
                if (entry.getValue() == null) {
                    values.setNull(end);
                } else {
                    put.put(end, entry.getValue());
                }
                end++;
            }
            to.endValue(row, end - at);
            return null;
        };
    }

    private static Put point(StructVector to) {
        var x = (Float8Vector) to.getChild("x");
        var y = (Float8Vector) to.getChild("y");
        return done((row, value) -> {
            Struct point = (Struct) value;
            to.setIndexDefined(row);
            x.setSafe(row, point.getFloat64("x"));
            y.setSafe(row, point.getFloat64("y"));
        });
    }
}
