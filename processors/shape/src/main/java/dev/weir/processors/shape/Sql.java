package dev.weir.processors.shape;

import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Query;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** Runs a query over all rows of its inputs. */
@Processor.Named(value = "sql", group = "Transforms")
@Doc(
        "Runs a SQL query over all rows of its inputs, which are its tables. "
                + "It answers when the inputs have ended; what does not fit into memory is kept on disk.")
public record Sql(
        @Doc(
                        value = "The query, in DuckDB's dialect; inputs are tables.",
                        example =
                                "select o.*, c.city from orders o join customers c using (customer)")
                Query query)
        implements Transform {

    @Override
    public List<InputPort> inputPorts() {
        return InputPort.ANY;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        var tables = tables(inputs);
        var fields =
                context.check("query", query, tables)
                        .map(schema -> schema.getFields().stream())
                        .orElseGet(java.util.stream.Stream::empty)
                        .map(field ->
                                tables.values().stream()
                                                .anyMatch(t ->
                                                        Sensitivity.of(query.text(), t)
                                                                .isSensitive())
                                        ? new Sensitivity(true).apply(field)
                                        : field)
                        .toList();
        return Outputs.of(new Schema(fields));
    }

    private static Map<String, Schema> tables(Inputs inputs) {
        var tables = new LinkedHashMap<String, Schema>();
        inputs.all().keySet().forEach(input -> tables.put(input, inputs.schema(input)));
        return tables;
    }

    @Override
    public TransformTask start(Context context) throws Exception {
        return Tables.start(context, query.text(), Shapes.out(context));
    }
}
