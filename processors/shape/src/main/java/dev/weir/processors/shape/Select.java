package dev.weir.processors.shape;

import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Chooses, renames, casts and computes columns, in this order. */
@Processor.Named(value = "select", group = "Transforms")
@Doc("Chooses, renames, casts and computes columns, in this order.")
@Port(name = "errors", doc = "The rows for which a cast or an expression failed.")
public record Select(
        @Doc(
                        value = "Columns to keep, in their new order; all if it is left out.",
                        example = "[id, qty]")
                @Default("[]")
                List<Column> keep,
        @Doc(value = "Columns to leave out.", example = "[internal_note]") @Default("[]")
                List<Column> drop,
        @Doc(value = "New names of columns: `new: old`.", example = "{customer: cust_no}")
                @Default("{}")
                Map<String, Column> rename,
        @Doc(
                        value = "New types of columns, under their new names.",
                        example = "{price: \"decimal(10,2)\"}")
                @Default("{}")
                Map<String, ColumnType> cast,
        @Doc(
                        value =
                                "New columns, or new values of columns; each may use those before it.",
                        example = "{total: qty * price}")
                @Default("{}")
                Map<String, Expression> compute)
        implements Transform {

    public Select {
        keep = List.copyOf(keep);
        drop = List.copyOf(drop);
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
        cast = Collections.unmodifiableMap(new LinkedHashMap<>(cast));
        compute = Collections.unmodifiableMap(new LinkedHashMap<>(compute));
        for (String name : compute.keySet()) {
            if (name.isBlank()) {
                throw new InvalidSetting("compute", "a column needs a name");
            }
        }
    }

    @Override
    public boolean stateless() {
        return true;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Schema schema = Arrangement.checked(this, inputs.only(), context).schema();
        for (var entry : cast.entrySet()) {
            String path = "cast." + entry.getKey();
            var column = context.column(path, schema, entry.getKey());
            if (column.isPresent()) {
                Field to = casted(column.get(), entry.getValue());
                if (context.check(path, castExpression(to), schema).isPresent()) {
                    schema = with(schema, to);
                }
            }
        }
        for (var entry : compute.entrySet()) {
            var type = context.check("compute." + entry.getKey(), entry.getValue(), schema);
            if (type.isPresent()) {
                schema =
                        with(
                                schema,
                                computed(entry.getKey(), type.get(), entry.getValue(), schema));
            }
        }
        return Outputs.of(schema).and(ERRORS, Rejections.SCHEMA);
    }

    @Override
    public TransformTask start(Context context) {
        var arrangement = Arrangement.of(this, context.inputs().only());
        var steps = new ArrayList<SelectTask.Step>();
        try {
            Schema schema = arrangement.schema();
            for (var entry : cast.entrySet()) {
                Field to = casted(schema.findField(entry.getKey()), entry.getValue());
                steps.add(new SelectTask.Step(to, context.evaluator(castExpression(to), schema)));
                schema = with(schema, to);
            }
            for (var entry : compute.entrySet()) {
                var evaluator = context.evaluator(entry.getValue(), schema);
                Field to = computed(entry.getKey(), evaluator.type(), entry.getValue(), schema);
                steps.add(new SelectTask.Step(to, evaluator));
                schema = with(schema, to);
            }
        } catch (RuntimeException | Error e) {
            steps.forEach(step -> step.evaluator().close());
            throw e;
        }
        return new SelectTask(context, arrangement, steps);
    }

    /** The column with another type; its metadata stays. */
    private static Field casted(Field column, ColumnType type) {
        Field to = type.field(column.getName());
        return Sensitivity.of(List.of(column)).apply(to);
    }

    private static Expression castExpression(Field to) {
        return new Expression(
                "CAST(%s AS %s)".formatted(SqlType.quoted(to.getName()), SqlType.of(to)));
    }

    private static Field computed(String name, Field type, Expression expression, Schema schema) {
        Field to = new Field(name, type.getFieldType(), type.getChildren());
        return Sensitivity.of(expression, schema).apply(to);
    }

    /** The schema with the field in the place of the one of its name, or at its end. */
    static Schema with(Schema schema, Field field) {
        var fields = new ArrayList<>(schema.getFields());
        int at = index(schema, field.getName()).orElse(fields.size());
        if (at < fields.size()) {
            fields.set(at, field);
        } else {
            fields.add(field);
        }
        return new Schema(fields, schema.getCustomMetadata());
    }

    static Optional<Integer> index(Schema schema, String name) {
        var fields = schema.getFields();
        for (int column = 0; column < fields.size(); column++) {
            if (fields.get(column).getName().equals(name)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }
}
