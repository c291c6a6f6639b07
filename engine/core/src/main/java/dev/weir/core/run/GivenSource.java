package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Source;
import dev.weir.api.SourceOutput;
import dev.weir.api.SourceTask;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import dev.weir.api.WireSchema;
import dev.weir.core.file.MapNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** Stands in a test for a processor whose output is given. */
@Processor.Named("given")
record GivenSource(Map<String, List<MapNode>> rows, Outputs outputs)
        implements Source<GivenSource.Nowhere> {

    /** Rows that are given have no position. */
    record Nowhere() {}

    @Override
    public Class<Nowhere> positionType() {
        return Nowhere.class;
    }

    @Override
    public List<String> outputPorts() {
        return List.copyOf(outputs.all().keySet());
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return outputs;
    }

    @Override
    public SourceTask<Nowhere> start(Context context) {
        return new SourceTask<>() {
            @Override
            public SplitReader<Nowhere> open(Split split, Optional<Nowhere> position) {
                return output -> emit(context, output);
            }
        };
    }

    private SplitReader.Poll emit(Context context, SourceOutput<Nowhere> output) throws Exception {
        for (var entry : outputs.all().entrySet()) {
            var given = rows.getOrDefault(entry.getKey(), List.of());
            if (!given.isEmpty() && entry.getValue() instanceof WireSchema.Single(Schema schema)) {
                Batch batch = GivenRows.batch(schema, given, context.allocator());
                output.emit(entry.getKey(), batch);
            }
        }
        return SplitReader.Poll.END;
    }
}
