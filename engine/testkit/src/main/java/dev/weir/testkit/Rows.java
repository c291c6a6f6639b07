package dev.weir.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Rows as values: written as literals, turned into a {@link Batch} and back, compared with {@code
 * equals}. They hold no Arrow memory.
 *
 * <pre>{@code
 * Rows.of("id int64, name utf8", "[1, 'Ann']", "{id: 2}")
 * }</pre>
 *
 * <p>A row is a JSON array in the order of the columns, or an object in which missing columns are
 * null; quotes around names may be left out and text may stand in single quotes. Times are ISO
 * 8601, binary is base 64.
 */
public record Rows(Schema schema, List<List<JsonNode>> values) {

    private static final JsonMapper LITERALS =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    public Rows {
        values = values.stream().map(List::copyOf).toList();
    }

    /** Rows of a schema written as {@code "id int64, price decimal(10,2)"}. */
    public static Rows of(String columns, String... literals) {
        return of(schema(columns), literals);
    }

    public static Rows of(Schema schema, String... literals) {
        var values = new ArrayList<List<JsonNode>>();
        for (String literal : literals) {
            values.add(row(schema, literal));
        }
        return new Rows(schema, values);
    }

    /** The rows of a batch, which stays the caller's. */
    public static Rows of(Batch batch) {
        var values = new ArrayList<List<JsonNode>>();
        for (int row = 0; row < batch.rows(); row++) {
            var cells = new ArrayList<JsonNode>();
            for (FieldVector vector : batch.vectors()) {
                cells.add(Vectors.read(vector, row));
            }
            values.add(cells);
        }
        return new Rows(batch.schema(), values);
    }

    /** A schema written as {@code "id int64, tags list<utf8>"}; all columns may be null. */
    public static Schema schema(String columns) {
        var fields = new ArrayList<Field>();
        for (String column : split(columns)) {
            String[] parts = column.strip().split("\\s+", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "'%s' in '%s' is not a name and a type".formatted(column, columns));
            }
            fields.add(ColumnType.parse(parts[1]).field(parts[0]));
        }
        return new Schema(fields);
    }

    /** The same rows in a new batch on the given account, which the caller owns. */
    public Batch batch(BufferAllocator allocator) {
        var vectors = new ArrayList<FieldVector>();
        try {
            for (int column = 0; column < schema.getFields().size(); column++) {
                FieldVector vector = schema.getFields().get(column).createVector(allocator);
                vectors.add(vector);
                vector.allocateNew();
                for (int row = 0; row < values.size(); row++) {
                    Vectors.write(vector, row, values.get(row).get(column));
                }
                vector.setValueCount(values.size());
            }
            return Batch.of(schema, vectors, values.size());
        } catch (RuntimeException | Error e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
    }

    public int count() {
        return values.size();
    }

    /** The rows from one index to before another. */
    public Rows slice(int from, int to) {
        return new Rows(schema, values.subList(from, to));
    }

    /** These rows and then the others, which have the same schema. */
    public Rows and(Rows more) {
        if (!schema.equals(more.schema)) {
            throw new IllegalArgumentException(
                    "rows of %s do not follow rows of %s".formatted(more.schema, schema));
        }
        var all = new ArrayList<>(values);
        all.addAll(more.values);
        return new Rows(schema, all);
    }

    /** Some of the columns, by name. */
    public Rows columns(List<String> names) {
        var fields = new ArrayList<Field>();
        var places = new ArrayList<Integer>();
        for (String name : names) {
            Field field = schema.findField(name);
            fields.add(field);
            places.add(schema.getFields().indexOf(field));
        }
        return new Rows(
                new Schema(fields),
                values.stream().map(row -> places.stream().map(row::get).toList()).toList());
    }

    /** The same rows in an order that depends on nothing but them. */
    public Rows sorted() {
        return new Rows(
                schema, values.stream().sorted(Comparator.comparing(Object::toString)).toList());
    }

    /** As many rows of the same schema with nothing but nulls. */
    public Rows withoutValues() {
        List<JsonNode> row =
                schema.getFields().stream().map(_ -> (JsonNode) NullNode.instance).toList();
        return new Rows(schema, values.stream().map(_ -> row).toList());
    }

    /** One literal a row, after a line with the schema. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Field field : schema.getFields()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(field.getName())
                    .append(' ')
                    .append(ColumnType.name(field));
        }
        values.forEach(row -> text.append('\n').append(row));
        return text.toString();
    }

    private static List<JsonNode> row(Schema schema, String literal) {
        JsonNode node;
        try {
            node = LITERALS.readTree(literal);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a row: %s: %s".formatted(literal, e.getOriginalMessage()), e);
        }
        var fields = schema.getFields();
        if (node.isArray() ? node.size() != fields.size() : !node.isObject()) {
            throw new IllegalArgumentException(
                    "%s is not a row of %d columns".formatted(literal, fields.size()));
        }
        for (var entry : node.properties()) {
            schema.findField(entry.getKey());
        }
        var cells = new ArrayList<JsonNode>();
        for (int column = 0; column < fields.size(); column++) {
            Field field = fields.get(column);
            JsonNode cell = node.isArray() ? node.get(column) : node.get(field.getName());
            cells.add(cell == null ? NullNode.instance : Values.canonical(field, cell));
        }
        return cells;
    }

    /** Splits at the commas that stand in no bracket. */
    private static List<String> split(String columns) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < columns.length(); at++) {
            switch (columns.charAt(at)) {
                case '(', '<' -> depth++;
                case ')', '>' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(columns.substring(start, at));
                        start = at + 1;
                    }
                }
                default -> {}
            }
        }
        if (!columns.substring(start).isBlank()) {
            parts.add(columns.substring(start));
        }
        return parts;
    }
}
