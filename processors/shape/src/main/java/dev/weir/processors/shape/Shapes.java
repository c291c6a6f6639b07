package dev.weir.processors.shape;

import dev.weir.api.Context;
import dev.weir.api.Processor;
import dev.weir.api.WireSchema;
import org.apache.arrow.vector.types.pojo.Schema;

/** Schemas that a task was started for. */
final class Shapes {

    private Shapes() {}

    /** Schema of the main output, which carries no family. */
    static Schema out(Context context) {
        return switch (context.outputs().all().get(Processor.OUT)) {
            case WireSchema.Single(Schema schema) -> schema;
            case WireSchema.Family _ ->
                    throw new IllegalStateException("the main output carries a family");
            case null -> throw new IllegalStateException("there is no main output");
        };
    }
}
