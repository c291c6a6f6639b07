package dev.weir.expression.types;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A type that kernels work on. Decimals have up to 18 digits, so that they fit into 64 bits;
 * anything else is DuckDB's.
 *
 * @param precision digits of a decimal, else 0
 * @param scale digits of a decimal after the point, else 0
 */
public record Type(Kind kind, int precision, int scale) {
    public static final int MAX_PRECISION = 18;

    public static final Type NULL = new Type(Kind.NULL);
    public static final Type BOOL = new Type(Kind.BOOL);
    public static final Type INT32 = new Type(Kind.INT32);
    public static final Type INT64 = new Type(Kind.INT64);
    public static final Type DOUBLE = new Type(Kind.DOUBLE);
    public static final Type TEXT = new Type(Kind.TEXT);
    public static final Type DATE = new Type(Kind.DATE);
    public static final Type TIMESTAMP = new Type(Kind.TIMESTAMP);
    public static final Type INSTANT = new Type(Kind.INSTANT);

    private static final Pattern DECIMAL =
            Pattern.compile(
                    "(?:decimal|numeric|dec)(?: ?\\( ?(\\d{1,3})(?: ?, ?(\\d{1,3}))? ?\\))?");

    public Type(Kind kind) {
        this(kind, 0, 0);
    }

    /** A decimal; empty if it has more digits than kernels know. */
    public static Optional<Type> decimal(int precision, int scale) {
        return precision <= MAX_PRECISION && scale <= precision && precision > 0
                ? Optional.of(new Type(Kind.DECIMAL, precision, scale))
                : Optional.empty();
    }

    /** The type of a column, if kernels know it. */
    public static Optional<Type> of(Field field) {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> Optional.of(BOOL);
            case ArrowType.Int i -> integer(i.getBitWidth(), i.getIsSigned());
            case ArrowType.FloatingPoint f ->
                    switch (f.getPrecision()) {
                        case HALF -> Optional.empty();
                        case SINGLE -> Optional.of(new Type(Kind.FLOAT));
                        case DOUBLE -> Optional.of(DOUBLE);
                    };
            case ArrowType.Decimal d ->
                    d.getBitWidth() == 128
                            ? decimal(d.getPrecision(), d.getScale())
                            : Optional.empty();
            case ArrowType.Utf8 _ -> Optional.of(TEXT);
            case ArrowType.Date d ->
                    d.getUnit() == DateUnit.DAY ? Optional.of(DATE) : Optional.empty();
            case ArrowType.Timestamp t ->
                    t.getUnit() == TimeUnit.MICROSECOND
                            ? Optional.of(t.getTimezone() == null ? TIMESTAMP : INSTANT)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Type> integer(int bits, boolean signed) {
        return switch (bits) {
            case 8 -> Optional.of(new Type(signed ? Kind.INT8 : Kind.UINT8));
            case 16 -> Optional.of(new Type(signed ? Kind.INT16 : Kind.UINT16));
            case 32 -> Optional.of(new Type(signed ? Kind.INT32 : Kind.UINT32));
            default -> signed ? Optional.of(INT64) : Optional.empty();
        };
    }

    /** A type by the name that DuckDB has for it. */
    public static Optional<Type> named(String written) {
        String name = written.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        var decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            boolean plain = decimal.group(1) == null;
            int precision = plain ? 18 : Integer.parseInt(decimal.group(1));
            String scale = decimal.group(2);
            return decimal(precision, plain ? 3 : scale == null ? 0 : Integer.parseInt(scale));
        }
        return switch (name) {
            case "boolean", "bool", "logical" -> Optional.of(BOOL);
            case "tinyint", "int1" -> integer(8, true);
            case "smallint", "int2", "int16", "short" -> integer(16, true);
            case "integer", "int", "int4", "int32", "signed" -> integer(32, true);
            case "bigint", "int8", "int64", "long" -> integer(64, true);
            case "utinyint", "uint8" -> integer(8, false);
            case "usmallint", "uint16" -> integer(16, false);
            case "uinteger", "uint32" -> integer(32, false);
            case "float", "float4", "real" -> Optional.of(new Type(Kind.FLOAT));
            case "double", "double precision", "float8" -> Optional.of(DOUBLE);
            case "varchar", "text", "string", "char", "bpchar" -> Optional.of(TEXT);
            case "date" -> Optional.of(DATE);
            case "timestamp", "datetime" -> Optional.of(TIMESTAMP);
            case "timestamptz", "timestamp with time zone" -> Optional.of(INSTANT);
            default -> Optional.empty();
        };
    }

    /** A nullable field without a name of this type; that of null is a number's, as in DuckDB. */
    public Field field() {
        ArrowType type =
                switch (kind) {
                    case BOOL -> ArrowType.Bool.INSTANCE;
                    case INT8, INT16, INT32, INT64 -> new ArrowType.Int(kind.bits(), true);
                    case UINT8, UINT16, UINT32 -> new ArrowType.Int(kind.bits(), false);
                    case DECIMAL -> new ArrowType.Decimal(precision, scale, 128);
                    case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
                    case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
                    case TEXT -> ArrowType.Utf8.INSTANCE;
                    case DATE -> new ArrowType.Date(DateUnit.DAY);
                    case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
                    case INSTANT -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
                    case NULL -> new ArrowType.Int(32, true);
                };
        return Field.nullable("", type);
    }

    /** Smallest value, in units of the last digit, of an exact number. */
    public long min() {
        return switch (kind) {
            case INT8, INT16, INT32, INT64 -> Long.MIN_VALUE >> (64 - kind.bits());
            case DECIMAL -> -max();
            default -> 0;
        };
    }

    /** Largest value, in units of the last digit, of an exact number. */
    public long max() {
        return switch (kind) {
            case INT8, INT16, INT32, INT64 -> Long.MAX_VALUE >> (64 - kind.bits());
            case DECIMAL -> Types.POWERS[precision] - 1;
            default -> (1L << kind.bits()) - 1;
        };
    }

    /** Digits that an exact number needs as a decimal. */
    public int digits() {
        return switch (kind) {
            case INT8, UINT8 -> 3;
            case INT16, UINT16 -> 5;
            case INT32, UINT32 -> 10;
            case INT64 -> 19;
            default -> precision;
        };
    }

    /** As DuckDB names it. */
    @Override
    public String toString() {
        return switch (kind) {
            case NULL -> "NULL";
            case BOOL -> "BOOLEAN";
            case INT8 -> "TINYINT";
            case INT16 -> "SMALLINT";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case UINT8 -> "UTINYINT";
            case UINT16 -> "USMALLINT";
            case UINT32 -> "UINTEGER";
            case DECIMAL -> "DECIMAL(%d,%d)".formatted(precision, scale);
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case INSTANT -> "TIMESTAMP WITH TIME ZONE";
        };
    }
}
