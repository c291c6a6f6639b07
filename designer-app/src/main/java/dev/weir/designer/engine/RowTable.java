package dev.weir.designer.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import dev.weir.api.Columns;
import dev.weir.api.JsonRows;
import dev.weir.api.WireSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Rows for looking at: columns with their types, values as text. Values of sensitive columns are
 * masked before they get here. Immutable.
 *
 * @param rows values by row and column; empty where a value is null
 * @param complete whether these are all rows that there are
 */
public record RowTable(List<Column> columns, List<List<Optional<String>>> rows, boolean complete) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    public RowTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A column. */
    public record Column(String name, String type, boolean sensitive) {

        public static Column of(Field field) {
            return new Column(field.getName(), ColumnType.name(field), Columns.isSensitive(field));
        }

        /** Whether values read best when their last digits stand below each other. */
        public boolean isNumber() {
            return type.startsWith("int")
                    || type.startsWith("uint")
                    || type.startsWith("float")
                    || type.startsWith("decimal");
        }
    }

    /** Columns of what a wire carries; those of a family's first table if there are several. */
    public static List<Column> columns(WireSchema schema) {
        return switch (schema) {
            case WireSchema.Single(Schema single) ->
                    single.getFields().stream().map(Column::of).toList();
            case WireSchema.Family(var tables) ->
                    tables.values().stream()
                            .findFirst()
                            .map(table -> table.getFields().stream().map(Column::of).toList())
                            .orElse(List.of());
        };
    }

    static RowTable of(WireSchema schema, List<Batch> batches, int limit, boolean complete) {
        var columns =
                batches.isEmpty()
                        ? columns(schema)
                        : columns(new WireSchema.Single(batches.getFirst().schema()));
        var rows = new ArrayList<List<Optional<String>>>();
        for (Batch batch : batches) {
            for (int row = 0; row < batch.rows() && rows.size() < limit; row++) {
                rows.add(row(columns, JsonRows.maskedObject(batch, row)));
            }
        }
        int all = batches.stream().mapToInt(Batch::rows).sum();
        return new RowTable(columns, rows, complete && all <= limit);
    }

    private static List<Optional<String>> row(List<Column> columns, String json) {
        try {
            return row(columns, JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row that is not JSON", e);
        }
    }

    /** The values of a row that is a JSON object. */
    static List<Optional<String>> row(List<Column> columns, JsonNode row) {
        return columns.stream().map(column -> value(row.path(column.name()))).toList();
    }

    private static Optional<String> value(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isBigDecimal()) {
            return Optional.of(value.decimalValue().toPlainString());
        }
        return Optional.of(value.isContainerNode() ? value.toString() : value.asText());
    }
}
