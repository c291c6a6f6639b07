package dev.weir.core.example;

import dev.weir.api.ColumnType;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import dev.weir.api.WireSchema;
import dev.weir.core.example.Examples.Nothing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

@Processor.Named("tables")
@Doc("Reads several tables through one wire.")
public record ReadTables(
        @Doc("Database to read.") Shop connection,
        @Doc(value = "Tables to read.", example = "[orders]") List<String> tables)
        implements Source<Nothing> {

    private static final Schema SCHEMA = new Schema(List.of(ColumnType.parse("int64").field("id")));

    @Override
    public List<String> outputPorts() {
        var ports = new ArrayList<>(List.of("changes"));
        tables.forEach(table -> ports.add("changes." + table));
        return ports;
    }

    @Override
    public Class<Nothing> positionType() {
        return Nothing.class;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Map<String, Schema> all = new LinkedHashMap<>();
        tables.forEach(table -> all.put(table, SCHEMA));
        var outputs = Outputs.none().and("changes", new WireSchema.Family(all));
        for (String table : tables) {
            outputs = outputs.and("changes." + table, SCHEMA);
        }
        return outputs;
    }

    @Override
    public SourceTask<Nothing> start(Context context) {
        return Examples.neverSource(context);
    }
}
