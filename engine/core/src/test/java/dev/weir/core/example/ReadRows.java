package dev.weir.core.example;

import dev.weir.api.ColumnType;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import dev.weir.core.example.Examples.Nothing;
import java.util.ArrayList;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

@Processor.Named(value = "rows", group = "Files")
@Doc("Reads rows.")
@Port(name = "errors", doc = "Lines that are not rows.")
public record ReadRows(
        @Doc(value = "Files to read.", example = "data/*.csv") FilePath path,
        @Doc(value = "Columns and their types.", example = "{id: int64}")
                Map<String, ColumnType> columns)
        implements Source<Nothing> {

    @Override
    public Class<Nothing> positionType() {
        return Nothing.class;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        var fields = new ArrayList<Field>();
        columns.forEach((name, type) -> fields.add(type.field(name)));
        return Outputs.of(new Schema(fields)).and(ERRORS, Rejections.SCHEMA);
    }

    @Override
    public SourceTask<Nothing> start(Context context) {
        return Examples.neverSource(context);
    }
}
