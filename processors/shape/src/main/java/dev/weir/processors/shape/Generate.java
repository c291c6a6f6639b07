package dev.weir.processors.shape;

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
import dev.weir.api.Range;
import dev.weir.api.Rejections;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Makes rows from expressions, for trying and testing flows. */
@Processor.Named(value = "generate", group = "Sources")
@Doc(
        "Makes rows from expressions over `n`, the number of the row from 1, and `r`, a pseudo-random "
                + "number from 0 to below 1. The same settings give the same rows.")
@Port(name = "errors", doc = "The rows for which an expression failed.")
public record Generate(
        @Doc(value = "Number of rows.", example = "1M") @Range(min = 0) long rows,
        @Doc(
                        value =
                                "The columns: an expression each, over `n`, `r` and the columns before it.",
                        example = "{id: n, qty: 1 + cast(r * 10 as int)}")
                @Default("{n: n}")
                Map<String, Expression> columns,
        @Doc("Rows a second at most; 0 for as many as there can be.") @Default("0") @Range(min = 0)
                long rate,
        @Doc("Another number gives other values of `r`.") @Default("1") long seed)
        implements Source<Generate.Position> {

    /** What the expressions may use. */
    static final Schema NUMBERS =
            new Schema(
                    List.of(
                            ColumnType.parse("int64").field("n"),
                            ColumnType.parse("float64").field("r")));

    /** Number of rows made so far. */
    public record Position(long rows) {}

    public Generate {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (columns.isEmpty()) {
            throw new InvalidSetting("columns", "names no column");
        }
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Schema schema = NUMBERS;
        for (var entry : columns.entrySet()) {
            String path = "columns." + entry.getKey();
            var type = context.check(path, entry.getValue(), schema);
            if (type.isPresent()) {
                schema = Select.with(schema, named(entry.getKey(), type.get()));
            }
        }
        return Outputs.of(chosen(schema)).and(ERRORS, Rejections.SCHEMA);
    }

    static Field named(String name, Field type) {
        return new Field(name, type.getFieldType(), type.getChildren());
    }

    /** The columns that were asked for; {@code n} and {@code r} only if they are among them. */
    private Schema chosen(Schema schema) {
        var fields = new ArrayList<Field>();
        for (String name : columns.keySet()) {
            Select.index(schema, name).map(schema.getFields()::get).ifPresent(fields::add);
        }
        return new Schema(fields);
    }

    @Override
    public Class<Position> positionType() {
        return Position.class;
    }

    @Override
    public SourceTask<Position> start(Context context) {
        return new GenerateTask(this, context);
    }
}
