package dev.weir.core.run;

import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Selection;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import org.apache.arrow.vector.BigIntVector;

/** Rejects the multiples of a number; in a flow file. */
@Processor.Named(value = "no-multiples", group = "Transforms")
@Doc("Rejects multiples.")
@Port(name = "rejected", doc = "The multiples.")
record NoMultiples(@Doc("Of what.") @Default("2") long of) implements Transform {

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(inputs.only()).and("rejected", Rejections.SCHEMA);
    }

    @Override
    public TransformTask start(Context context) {
        return (input, batch, output) -> {
            try (batch;
                    var rejections = new Rejections(context)) {
                var numbers = (BigIntVector) batch.vector("number");
                int[] kept = new int[batch.rows()];
                int count = 0;
                for (int row = 0; row < batch.rows(); row++) {
                    if (numbers.get(row) % of == 0) {
                        rejections.add(batch, row, "TEST-2", "is a multiple", "number");
                    } else {
                        kept[count++] = row;
                    }
                }
                output.emit(batch.only(Selection.of(kept, count, batch.rows())));
                rejections.flush("rejected", output);
            }
        };
    }
}
