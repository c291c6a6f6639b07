package dev.weir.expression.duck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** DuckDB's types beside ours. */
public final class DuckTypes {

    /** Types that DuckDB knows and batches do not, and what they become. */
    private static final List<Stand> STANDS =
            List.of(
                    new Stand("ENUM(\\((?:'(?:[^']|'')*'(?:, )?)*\\))?", "VARCHAR"),
                    new Stand("UNION\\(.*\\)", "VARCHAR"),
                    new Stand("\"NULL\"", "INTEGER"),
                    new Stand("INTERVAL|TIME WITH TIME ZONE|BIT|BIGNUM|GEOMETRY", "VARCHAR"),
                    new Stand("VARIANT", "JSON"),
                    new Stand("TIMESTAMP_(S|MS|NS)", "TIMESTAMP"),
                    new Stand("TIME_NS", "TIME"),
                    new Stand("\\[[0-9]+\\]", "[]"));

    private DuckTypes() {}

    private record Stand(Pattern of, String by) {
        Stand(String of, String by) {
            this(Pattern.compile(Character.isLetter(of.charAt(0)) ? "\\b(" + of + ")" : of), by);
        }
    }

    /** The type that a column of a query must be cast to so that batches can carry it, if any. */
    static Optional<String> carried(String duck) {
        String type = duck;
        for (Stand stand : STANDS) {
            type = stand.of.matcher(type).replaceAll(stand.by);
        }
        return type.equals(duck) ? Optional.empty() : Optional.of(type);
    }

    /** What stands behind {@code CREATE} to make an empty table for rows of a schema. */
    public static String table(String table, Schema schema) {
        var columns = new ArrayList<String>();
        schema.getFields().forEach(f -> columns.add(quoted(f.getName()) + " " + name(f)));
        return "TABLE %s (%s)".formatted(quoted(table), String.join(", ", columns));
    }

    /** DuckDB's name of a column's type. */
    public static String name(Field field) {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> "BOOLEAN";
            case ArrowType.Int i -> (i.getIsSigned() ? "" : "U") + integer(i.getBitWidth());
            case ArrowType.FloatingPoint f ->
                    switch (f.getPrecision()) {
                        case HALF, SINGLE -> "FLOAT";
                        case DOUBLE -> "DOUBLE";
                    };
            case ArrowType.Decimal d -> "DECIMAL(%d,%d)".formatted(d.getPrecision(), d.getScale());
            case ArrowType.Utf8 _, ArrowType.LargeUtf8 _, ArrowType.Utf8View _ -> "VARCHAR";
            case ArrowType.Binary _, ArrowType.LargeBinary _, ArrowType.FixedSizeBinary _ -> "BLOB";
            case ArrowType.Date _ -> "DATE";
            case ArrowType.Time _ -> "TIME";
            case ArrowType.Timestamp t ->
                    t.getTimezone() == null ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE";
            case ArrowType.List _ -> name(field.getChildren().getFirst()) + "[]";
            case ArrowType.Map _ -> {
                var entry = field.getChildren().getFirst().getChildren();
                yield "MAP(" + name(entry.get(0)) + ", " + name(entry.get(1)) + ")";
            }
            case ArrowType.Struct _ -> {
                var parts = new ArrayList<String>();
                field.getChildren().forEach(c -> parts.add(quoted(c.getName()) + " " + name(c)));
                yield "STRUCT(" + String.join(", ", parts) + ")";
            }
            default ->
                    throw new IllegalArgumentException(
                            "column %s: SQL has no type for %s"
                                    .formatted(field.getName(), field.getType()));
        };
    }

    /** A schema as batches carry it, all columns nullable, from one that DuckDB exported. */
    static Schema ours(Schema exported) {
        return new Schema(
                exported.getFields().stream().map(f -> ours(f, f.getName(), true)).toList());
    }

    private static Field ours(Field field, String name, boolean nullable) {
        ArrowType type =
                field.getType() instanceof ArrowType.Timestamp t && t.getTimezone() != null
                        ? new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")
                        : field.getType();
        boolean list = type instanceof ArrowType.List;
        var children =
                field.getChildren().stream()
                        .map(c -> ours(c, list ? "item" : c.getName(), c.isNullable()))
                        .toList();
        return new Field(name, new FieldType(nullable, type, null), children);
    }

    /** A name as it stands in SQL whatever it contains. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text literal. */
    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    private static String integer(int bits) {
        return switch (bits) {
            case 8 -> "TINYINT";
            case 16 -> "SMALLINT";
            case 32 -> "INTEGER";
            default -> "BIGINT";
        };
    }
}
