package dev.weir.processors.shape;

import dev.weir.api.Column;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Expression;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Query;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Makes one row of each group of rows, ordered by group. */
@Processor.Named(value = "aggregate", group = "Transforms")
@Doc(
        "Makes one row of each group of rows: counts, sums, averages. It answers when its input has "
                + "ended, ordered by group; what does not fit into memory is kept on disk.")
public record Aggregate(
        @Doc(
                        value =
                                "Columns whose equal values make a group; without any, all rows are one.",
                        example = "[state]")
                @Default("[]")
                List<Column> by,
        @Doc(
                        value = "New columns from aggregate expressions.",
                        example = "{orders: count(*), total: sum(qty * price)}")
                Map<String, Expression> compute)
        implements Transform {

    public Aggregate {
        by = List.copyOf(by);
        compute = Collections.unmodifiableMap(new LinkedHashMap<>(compute));
        if (by.isEmpty() && compute.isEmpty()) {
            throw new InvalidSetting("compute", "names no column, and neither does by");
        }
        var seen = new HashSet<String>();
        for (Column column : by) {
            if (!seen.add(column.name())) {
                throw new InvalidSetting("by", "'%s' is named twice".formatted(column));
            }
        }
        for (String name : compute.keySet()) {
            if (!seen.add(name)) {
                throw new InvalidSetting(
                        "compute." + name, "'%s' is a column of the group already".formatted(name));
            }
        }
    }

    @Override
    public List<InputPort> inputPorts() {
        return List.of(InputPort.whole(INPUT));
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Schema schema = inputs.only();
        var fields = new ArrayList<Field>();
        for (int i = 0; i < by.size(); i++) {
            context.column("by[" + i + "]", schema, by.get(i).name()).ifPresent(fields::add);
        }
        boolean groupsAreRight = fields.size() == by.size();
        compute.forEach((name, expression) -> {
            var type = check(context, name, expression, schema, groupsAreRight);
            type.map(t -> new Field(name, t.getFieldType(), t.getChildren()))
                    .map(Sensitivity.of(expression, schema)::apply)
                    .ifPresent(fields::add);
        });
        return Outputs.of(new Schema(fields));
    }

    /** The type of an aggregate; each is checked alone, so that all mistakes are found. */
    private Optional<Field> check(
            DesignContext context,
            String name,
            Expression expression,
            Schema schema,
            boolean grouped) {
        var groups = grouped ? groups() : List.<String>of();
        var query = query(List.of(), Map.of(name, expression), groups);
        return context.check("compute." + name, new Query(query), Map.of(INPUT, schema))
                .map(result -> result.getFields().getFirst());
    }

    private List<String> groups() {
        return by.stream().map(column -> SqlType.quoted(column.name())).toList();
    }

    private static String query(
            List<String> columns, Map<String, Expression> compute, List<String> groups) {
        var values = new ArrayList<>(columns);
        compute.forEach((name, expression) ->
                values.add("(%s) AS %s".formatted(expression.text(), SqlType.quoted(name))));
        var query = "SELECT %s FROM %s".formatted(String.join(", ", values), SqlType.quoted(INPUT));
        // HAVING makes one group of all rows, so that a plain column is a mistake there too.
        return query
                + (groups.isEmpty() ? " HAVING true" : " GROUP BY " + String.join(", ", groups));
    }

    @Override
    public TransformTask start(Context context) throws Exception {
        var query = query(groups(), compute, groups());
        if (!by.isEmpty()) {
            query += " ORDER BY " + String.join(", ", groups());
        }
        return Tables.start(context, query, Shapes.out(context));
    }
}
