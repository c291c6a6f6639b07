package dev.weir.processors.shape;

import dev.weir.api.ColumnType;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Names of column types and columns in DuckDB's dialect. */
final class SqlType {

    private SqlType() {}

    /** A name as an identifier, whatever is in it. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The type of a field, for a cast. */
    static String of(Field field) {
        var children = field.getChildren();
        return switch (field.getType()) {
            case ArrowType.Bool _ -> "BOOLEAN";
            case ArrowType.Int whole -> whole(whole);
            case ArrowType.FloatingPoint _ ->
                    ColumnType.name(field).equals("float32") ? "FLOAT" : "DOUBLE";
            case ArrowType.Decimal decimal ->
                    "DECIMAL(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
            case ArrowType.Utf8 _ -> "VARCHAR";
            case ArrowType.Binary _ -> "BLOB";
            case ArrowType.Date _ -> "DATE";
            case ArrowType.Time _ -> "TIME";
            case ArrowType.Timestamp time ->
                    time.getTimezone() == null ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE";
            case ArrowType.List _ -> of(children.getFirst()) + "[]";
            case ArrowType.Struct _ -> {
                var parts = children.stream().map(c -> quoted(c.getName()) + " " + of(c)).toList();
                yield "STRUCT(" + String.join(", ", parts) + ")";
            }
            case ArrowType.Map _ -> {
                var entry = children.getFirst().getChildren();
                yield "MAP(%s, %s)".formatted(of(entry.get(0)), of(entry.get(1)));
            }
            default ->
                    throw new IllegalArgumentException(
                            "no column has the type " + ColumnType.name(field));
        };
    }

    private static String whole(ArrowType.Int type) {
        String name =
                switch (type.getBitWidth()) {
                    case 8 -> "tinyint";
                    case 16 -> "smallint";
                    case 32 -> "integer";
                    default -> "bigint";
                };
        return ((type.getIsSigned() ? "" : "u") + name).toUpperCase(Locale.ROOT);
    }
}
