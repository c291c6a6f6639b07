package dev.weir.testkit;

import static org.apache.arrow.vector.types.FloatingPointPrecision.SINGLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weir.api.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The one spelling of a value of a type as JSON, so that equal values are equal nodes: {@code 1.1}
 * in a {@code decimal(4,2)} is {@code 1.10}, a date is ISO text, binary is base 64.
 */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    /**
     * The canonical form of a literal.
     *
     * @throws IllegalArgumentException if it is no value of the type
     */
    static JsonNode canonical(Field field, JsonNode literal) {
        if (literal.isNull()) {
            return NullNode.instance;
        }
        try {
            return switch (field.getType()) {
                case ArrowType.Bool _ -> bool(literal);
                case ArrowType.Int _ -> whole(exact(literal).toBigIntegerExact());
                case ArrowType.FloatingPoint f when f.getPrecision() == SINGLE ->
                        single((float) real(literal));
                case ArrowType.FloatingPoint _ -> real(real(literal));
                case ArrowType.Decimal decimal -> decimal(decimal.getScale(), exact(literal));
                case ArrowType.Utf8 _, ArrowType.LargeUtf8 _ -> TextNode.valueOf(text(literal));
                case ArrowType.Binary _, ArrowType.LargeBinary _, ArrowType.FixedSizeBinary _ ->
                        binary(literal.binaryValue());
                case ArrowType.Date _ -> date(LocalDate.parse(text(literal)));
                case ArrowType.Time _ -> time(LocalTime.parse(text(literal)));
                case ArrowType.Timestamp t when t.getTimezone() == null ->
                        timestamp(LocalDateTime.parse(text(literal)));
                case ArrowType.Timestamp _ -> instant(Instant.parse(text(literal)));
                case ArrowType.List _ -> list(field, literal);
                case ArrowType.Struct _ -> struct(field, literal);
                case ArrowType.Map _ -> map(field, literal);
                default ->
                        throw new IllegalArgumentException(
                                "rows have no literals for " + field.getType());
            };
        } catch (ArithmeticException | java.time.DateTimeException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "column %s: %s is not a value of %s"
                            .formatted(field.getName(), literal, ColumnType.name(field)),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode whole(BigInteger value) {
        return value.bitLength() < 64
                ? JSON.numberNode(value.longValueExact())
                : JSON.numberNode(value);
    }

    static JsonNode single(float value) {
        return real(Double.parseDouble(Float.toString(value)));
    }

    static JsonNode real(double value) {
        return Double.isFinite(value)
                ? DoubleNode.valueOf(value)
                : TextNode.valueOf(Double.toString(value));
    }

    static JsonNode decimal(int scale, BigDecimal value) {
        return DecimalNode.valueOf(value.setScale(scale, RoundingMode.UNNECESSARY));
    }

    static JsonNode binary(byte[] value) {
        return TextNode.valueOf(java.util.Base64.getEncoder().encodeToString(value));
    }

    static JsonNode date(LocalDate value) {
        return TextNode.valueOf(value.toString());
    }

    static JsonNode time(LocalTime value) {
        return TextNode.valueOf(value.toString());
    }

    static JsonNode timestamp(LocalDateTime value) {
        return TextNode.valueOf(value.toString());
    }

    static JsonNode instant(Instant value) {
        return TextNode.valueOf(value.toString());
    }

    private static JsonNode bool(JsonNode literal) {
        if (!literal.isBoolean()) {
            throw new ClassCastException(literal + " is neither true nor false");
        }
        return BooleanNode.valueOf(literal.booleanValue());
    }

    private static double real(JsonNode literal) {
        return literal.isTextual()
                ? Double.parseDouble(literal.textValue())
                : exact(literal).doubleValue();
    }

    private static BigDecimal exact(JsonNode literal) {
        if (!literal.isNumber()) {
            throw new ClassCastException(literal + " is not a number");
        }
        return literal.decimalValue();
    }

    private static String text(JsonNode literal) {
        if (!literal.isTextual()) {
            throw new ClassCastException(literal + " is not text");
        }
        return literal.textValue();
    }

    private static JsonNode list(Field field, JsonNode literal) {
        var items = JSON.arrayNode();
        for (JsonNode item : literal) {
            items.add(canonical(field.getChildren().getFirst(), item));
        }
        return items;
    }

    private static JsonNode struct(Field field, JsonNode literal) {
        var parts = JSON.objectNode();
        for (Field part : field.getChildren()) {
            JsonNode value = literal.get(part.getName());
            parts.set(part.getName(), value == null ? NullNode.instance : canonical(part, value));
        }
        return parts;
    }

    private static JsonNode map(Field field, JsonNode literal) {
        Field value = field.getChildren().getFirst().getChildren().get(1);
        ObjectNode entries = JSON.objectNode();
        for (var entry : literal.properties()) {
            entries.set(entry.getKey(), canonical(value, entry.getValue()));
        }
        return entries;
    }
}
