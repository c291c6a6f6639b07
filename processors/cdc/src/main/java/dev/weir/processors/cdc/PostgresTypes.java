package dev.weir.processors.cdc;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * PostgreSQL's types in Weir's words. There are two ways to a column's type, which must agree: from
 * the catalog, when a flow is designed, and from the connector's schema, when rows arrive.
 *
 * <p>What has no type of its own (uuid, json, enums, ranges, intervals, numbers without precision
 * …) is text as PostgreSQL writes it.
 */
final class PostgresTypes {
    private static final String TEXT = "utf8";
    private static final int WIDEST_DECIMAL = 38;

    /** Where the connector puts the type that a column has in the database. */
    private static final String SOURCE_TYPE = "__debezium.source.column.type";

    private static final String SOURCE_LENGTH = "__debezium.source.column.length";
    private static final String SOURCE_SCALE = "__debezium.source.column.scale";

    private PostgresTypes() {}

    /**
     * The type of a column as the catalog has it.
     *
     * @param name of the type, of a domain's base and of an array's elements
     * @param modifier {@code atttypmod}, -1 if there is none
     */
    static String ofCatalog(String name, int modifier, boolean array) {
        String type = ofCatalog(name, modifier);
        return array ? "list<" + type + ">" : type;
    }

    private static String ofCatalog(String name, int modifier) {
        return switch (name) {
            case "bool" -> "bool";
            case "int2" -> "int16";
            case "int4" -> "int32";
            case "int8", "oid" -> "int64";
            case "float4" -> "float32";
            case "float8" -> "float64";
            case "money" -> "decimal(19,2)";
            case "numeric" -> modifier < 4 ? TEXT : decimal(precision(modifier), scale(modifier));
            case "date" -> "date";
            case "time" -> "time";
            case "timestamp" -> "timestamp";
            case "timestamptz" -> "timestamp(UTC)";
            case "bytea", "varbit", "geometry", "geography" -> "binary";
            case "bit" -> modifier == 1 ? "bool" : "binary";
            case "point" -> "struct<x: float64, y: float64>";
            case "hstore" -> "map<utf8,utf8>";
            default -> TEXT;
        };
    }

    private static int precision(int modifier) {
        return ((modifier - 4) >> 16) & 0xffff;
    }

    /** Eleven bits with a sign. */
    private static int scale(int modifier) {
        return (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
    }

    private static String decimal(int precision, int scale) {
        return precision < 1 || precision > WIDEST_DECIMAL || scale < 0 || scale > precision
                ? TEXT
                : "decimal(%d,%d)".formatted(precision, scale);
    }

    /**
     * The type of a column as the connector describes it.
     *
     * @param domains base types of the database's domains
     */
    static String ofConnector(Schema schema, Map<String, String> domains) {
        return of(schema, schema, domains);
    }

    /**
     * A column's type; what was the column's type in the database stands at the outermost schema.
     */
    private static String of(Schema schema, Schema column, Map<String, String> domains) {
        if (schema.name() != null) {
            switch (schema.name()) {
                case "io.debezium.time.Date" -> {
                    return "date";
                }
                case "io.debezium.time.MicroTime" -> {
                    return "time";
                }
                case "io.debezium.time.MicroTimestamp" -> {
                    return "timestamp";
                }
                case "io.debezium.time.ZonedTimestamp" -> {
                    return "timestamp(UTC)";
                }
                case "io.debezium.data.geometry.Point" -> {
                    return "struct<x: float64, y: float64>";
                }
                case "io.debezium.data.geometry.Geometry",
                        "io.debezium.data.geometry.Geography",
                        "io.debezium.data.Bits" -> {
                    return "binary";
                }
                default -> {
                    // Others only say what the text means.
                }
            }
        }
        return switch (schema.type()) {
            case BOOLEAN -> "bool";
            case INT8, INT16 -> "int16";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case FLOAT32 -> "float32";
            case FLOAT64 -> "float64";
            case STRING -> text(sourceType(column, domains), column);
            case BYTES -> sourceType(column, domains).equals("bytea") ? "binary" : TEXT;
            case ARRAY -> "list<" + of(schema.valueSchema(), column, domains) + ">";
            case MAP -> "map<utf8,utf8>";
            case STRUCT -> TEXT;
        };
    }

    /** Numbers come as text, because they may be NaN or infinite. */
    private static String text(String sourceType, Schema column) {
        return switch (sourceType) {
            case "money" -> "decimal(19,2)";
            case "numeric" ->
                    decimal(parameter(column, SOURCE_LENGTH), parameter(column, SOURCE_SCALE));
            default -> TEXT;
        };
    }

    /** Whether a column is of type numeric. */
    static boolean isNumber(Schema column, Map<String, String> domains) {
        return column.type() == Schema.Type.STRING && sourceType(column, domains).equals("numeric");
    }

    /** Name of the type in the database: of a domain its base, of an array its elements. */
    private static String sourceType(Schema column, Map<String, String> domains) {
        var parameters = column.parameters();
        String name = parameters == null ? null : parameters.get(SOURCE_TYPE);
        if (name == null) {
            return "";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        String element = lower.startsWith("_") ? lower.substring(1) : lower;
        return domains.getOrDefault(element, element);
    }

    private static int parameter(Schema column, String key) {
        var parameters = column.parameters();
        String value = parameters == null ? null : parameters.get(key);
        return value == null ? (key.equals(SOURCE_LENGTH) ? 0 : -1) : Integer.parseInt(value);
    }
}
