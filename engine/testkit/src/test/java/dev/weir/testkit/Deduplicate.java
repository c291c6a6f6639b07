package dev.weir.testkit;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Selection;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import dev.weir.api.WireSchema;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Lets the first row of each {@code id} pass, table by table: exercises families and keyed state.
 */
@Doc("For the tests of the testkit.")
@Processor.Named("deduplicate")
record Deduplicate() implements Transform {

    @Override
    public boolean takesFamily() {
        return true;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        WireSchema wire = inputs.get(INPUT);
        switch (wire) {
            case WireSchema.Single(Schema schema) -> context.column("", schema, "id");
            case WireSchema.Family(Map<String, Schema> tables) ->
                    tables.values().forEach(schema -> context.column("", schema, "id"));
        }
        return Outputs.none().and(OUT, wire);
    }

    @Override
    public TransformTask start(Context context) {
        return (input, batch, output) -> {
            try (batch) {
                output.emit(batch.only(fresh(batch, context)));
            }
        };
    }

    private static Selection fresh(Batch batch, Context context) {
        var seen = context.keyedState("seen " + batch.table().orElse(""));
        int[] rows = new int[batch.rows()];
        int count = 0;
        var ids = (BigIntVector) batch.vector("id");
        for (int row = 0; row < batch.rows(); row++) {
            if (ids.isNull(row)) {
                rows[count++] = row;
                continue;
            }
            try (var key = new VarBinaryVector("key", context.allocator())) {
                key.allocateNew();
                key.setSafe(0, ByteBuffer.allocate(8).putLong(ids.get(row)).array());
                key.setValueCount(1);
                try (var value = seen.get(key)) {
                    if (value.isNull(0)) {
                        rows[count++] = row;
                    }
                }
                seen.put(key, key);
            }
        }
        return Selection.of(rows, count, batch.rows());
    }
}
