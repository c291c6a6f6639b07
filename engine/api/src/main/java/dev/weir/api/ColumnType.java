package dev.weir.api;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The type of a column as flow files write it: {@code int64}, {@code decimal(10,2)}, {@code
 * timestamp(UTC)}, {@code list<struct<a: utf8>>}. Times count microseconds. Immutable.
 */
public final class ColumnType {

    /** Scalar type names, in the order in which they are offered. */
    public static final List<String> NAMES =
            List.of(
                    "bool",
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "uint8",
                    "uint16",
                    "uint32",
                    "uint64",
                    "float32",
                    "float64",
                    "decimal(p,s)",
                    "utf8",
                    "binary",
                    "date",
                    "time",
                    "timestamp",
                    "timestamp(UTC)",
                    "list<T>",
                    "struct<a: T>",
                    "map<K,V>");

    private final FieldType type;
    private final List<Field> children;

    private ColumnType(FieldType type, List<Field> children) {
        this.type = type;
        this.children = children;
    }

    /**
     * Reads a type.
     *
     * @throws IllegalArgumentException with what is wrong and what is possible
     */
    public static ColumnType parse(String text) {
        var reader = new Reader(text);
        var type = reader.type();
        reader.end();
        return type;
    }

    /** A nullable column of this type. */
    public Field field(String name) {
        return new Field(name, type, children);
    }

    /** The type of a column in the words of flow files. */
    public static String name(Field field) {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> "bool";
            case ArrowType.Int i -> (i.getIsSigned() ? "int" : "uint") + i.getBitWidth();
            case ArrowType.FloatingPoint f ->
                    switch (f.getPrecision()) {
                        case HALF -> "float16";
                        case SINGLE -> "float32";
                        case DOUBLE -> "float64";
                    };
            case ArrowType.Decimal d -> "decimal(%d,%d)".formatted(d.getPrecision(), d.getScale());
            case ArrowType.Utf8 _, ArrowType.LargeUtf8 _, ArrowType.Utf8View _ -> "utf8";
            case ArrowType.Binary _, ArrowType.LargeBinary _, ArrowType.FixedSizeBinary _ ->
                    "binary";
            case ArrowType.Date _ -> "date";
            case ArrowType.Time _ -> "time";
            case ArrowType.Timestamp t ->
                    t.getTimezone() == null ? "timestamp" : "timestamp(" + t.getTimezone() + ")";
            case ArrowType.List _ -> "list<" + name(field.getChildren().getFirst()) + ">";
            case ArrowType.Map _ -> {
                var entry = field.getChildren().getFirst().getChildren();
                yield "map<" + name(entry.get(0)) + "," + name(entry.get(1)) + ">";
            }
            case ArrowType.Struct _ -> {
                var parts = new ArrayList<String>();
                field.getChildren().forEach(c -> parts.add(c.getName() + ": " + name(c)));
                yield "struct<" + String.join(", ", parts) + ">";
            }
            default -> field.getType().toString().toLowerCase(java.util.Locale.ROOT);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnType that && that.field("").equals(field(""));
    }

    @Override
    public int hashCode() {
        return field("").hashCode();
    }

    @Override
    public String toString() {
        return name(field(""));
    }

    /** Recursive descent over the text of a type. */
    private static final class Reader {
        private static final int DEEPEST = 32;
        private static final int SHOWN = 80;

        private final String text;
        private int at;
        private int depth;

        Reader(String text) {
            this.text = text;
        }

        ColumnType type() {
            if (depth++ == DEEPEST) {
                blanks();
                throw new IllegalArgumentException(
                        "a type is nested more than %d deep at character %d"
                                .formatted(DEEPEST, at + 1));
            }
            var type = named(word());
            depth--;
            return type;
        }

        private ColumnType named(String name) {
            return switch (name) {
                case "bool" -> of(ArrowType.Bool.INSTANCE);
                case "int8", "int16", "int32", "int64" ->
                        of(new ArrowType.Int(Integer.parseInt(name.substring(3)), true));
                case "uint8", "uint16", "uint32", "uint64" ->
                        of(new ArrowType.Int(Integer.parseInt(name.substring(4)), false));
                case "float32" -> of(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
                case "float64" -> of(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
                case "decimal" -> decimal();
                case "utf8" -> of(ArrowType.Utf8.INSTANCE);
                case "binary" -> of(ArrowType.Binary.INSTANCE);
                case "date" -> of(new ArrowType.Date(DateUnit.DAY));
                case "time" -> of(new ArrowType.Time(TimeUnit.MICROSECOND, 64));
                case "timestamp" -> timestamp();
                case "list" -> list();
                case "struct" -> struct();
                case "map" -> map();
                default ->
                        throw new IllegalArgumentException(
                                "%s is not a type; there are %s"
                                        .formatted(
                                                quoted(name.isEmpty() ? text : name),
                                                String.join(", ", NAMES)));
            };
        }

        private ColumnType decimal() {
            expect('(');
            int precision = number();
            expect(',');
            int scale = number();
            expect(')');
            if (precision < 1 || precision > 38 || scale > precision) {
                throw new IllegalArgumentException(
                        "decimal(%d,%d) needs a precision from 1 to 38 and a scale up to it"
                                .formatted(precision, scale));
            }
            return of(new ArrowType.Decimal(precision, scale, 128));
        }

        private ColumnType timestamp() {
            if (!skip('(')) {
                return of(new ArrowType.Timestamp(TimeUnit.MICROSECOND, null));
            }
            String zone = word();
            expect(')');
            if (!zone.equals("UTC")) {
                throw new IllegalArgumentException(
                        "timestamp(%s): only UTC can be a column's zone".formatted(zone));
            }
            return of(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
        }

        private ColumnType list() {
            expect('<');
            var item = type();
            expect('>');
            return new ColumnType(
                    FieldType.nullable(ArrowType.List.INSTANCE), List.of(item.field("item")));
        }

        private ColumnType struct() {
            expect('<');
            var fields = new ArrayList<Field>();
            do {
                String name = word();
                expect(':');
                fields.add(type().field(name));
            } while (skip(','));
            expect('>');
            return new ColumnType(FieldType.nullable(ArrowType.Struct.INSTANCE), fields);
        }

        private ColumnType map() {
            expect('<');
            var key = type().field("key");
            expect(',');
            var value = type().field("value");
            expect('>');
            var notNull = new Field("key", FieldType.notNullable(key.getType()), key.getChildren());
            var entries =
                    new Field(
                            "entries",
                            FieldType.notNullable(ArrowType.Struct.INSTANCE),
                            List.of(notNull, value));
            return new ColumnType(FieldType.nullable(new ArrowType.Map(false)), List.of(entries));
        }

        private static ColumnType of(ArrowType type) {
            return new ColumnType(FieldType.nullable(type), List.of());
        }

        private String word() {
            blanks();
            int start = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return text.substring(start, at);
        }

        private int number() {
            String digits = word();
            if (!digits.matches("[0-9]{1,3}")) {
                throw wrong("a number");
            }
            return Integer.parseInt(digits);
        }

        private boolean skip(char c) {
            blanks();
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        private void expect(char c) {
            if (!skip(c)) {
                throw wrong("'" + c + "'");
            }
        }

        void end() {
            blanks();
            if (at < text.length()) {
                throw wrong("the end");
            }
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        private IllegalArgumentException wrong(String expected) {
            return new IllegalArgumentException(
                    "%s is not a type: expected %s at character %d%s"
                            .formatted(
                                    quoted(text),
                                    expected,
                                    at + 1,
                                    text.contains("(") && !text.contains(")")
                                            ? "; between braces a type with a comma stands in quotes"
                                            : ""));
        }

        private static String quoted(String text) {
            return text.length() <= SHOWN
                    ? "'" + text + "'"
                    : "'" + text.substring(0, SHOWN) + "'…";
        }
    }
}
