package dev.weir.processors.quality;

import dev.weir.api.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Values in settings, as literals of a column's type in DuckDB's dialect. */
final class Literal {

    private Literal() {}

    /** A name as an identifier. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The text as a literal. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** The value as a literal that can be compared with the column; empty if it is none. */
    static Optional<String> of(String value, Field column) {
        try {
            return switch (column.getType()) {
                case ArrowType.Utf8 _ -> Optional.of(text(value));
                case ArrowType.Bool _ -> bool(value);
                case ArrowType.Int _, ArrowType.FloatingPoint _, ArrowType.Decimal _ ->
                        Optional.of(new BigDecimal(value.strip()).toPlainString());
                case ArrowType.Date _ ->
                        Optional.of("DATE " + text(LocalDate.parse(value.strip()).toString()));
                case ArrowType.Time _ ->
                        Optional.of("TIME " + text(LocalTime.parse(value.strip()).toString()));
                case ArrowType.Timestamp time when time.getTimezone() == null ->
                        Optional.of("TIMESTAMP " + text(timestamp(value.strip())));
                case ArrowType.Timestamp _ ->
                        Optional.of("TIMESTAMPTZ " + text(instant(value.strip())));
                default -> Optional.empty();
            };
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> bool(String value) {
        return switch (value.strip()) {
            case "true", "false" -> Optional.of(value.strip());
            default -> Optional.empty();
        };
    }

    private static String timestamp(String value) {
        return LocalDateTime.parse(withTime(value)).toString().replace('T', ' ');
    }

    private static String instant(String value) {
        String full = withTime(value);
        boolean hasZone = full.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
        return OffsetDateTime.parse(hasZone ? full : full + "Z").toInstant().toString();
    }

    /** A day is its first moment; a blank may stand for the T. */
    private static String withTime(String value) {
        return value.length() == 10 ? value + "T00:00:00" : value.replace(' ', 'T');
    }

    /** What a value of the column looks like, for messages. */
    static String example(Field column) {
        return switch (column.getType()) {
            case ArrowType.Bool _ -> "true or false";
            case ArrowType.Date _ -> "a date such as 2026-01-31";
            case ArrowType.Time _ -> "a time such as 23:59:00";
            case ArrowType.Timestamp _ -> "a time such as 2026-01-31T23:59:00";
            case ArrowType.Int _, ArrowType.FloatingPoint _, ArrowType.Decimal _ -> "a number";
            default -> "a value of " + ColumnType.name(column);
        };
    }
}
