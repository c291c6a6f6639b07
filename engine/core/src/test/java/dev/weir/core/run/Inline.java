package dev.weir.core.run;

import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.function.Function;

/** A transform that a test writes on the spot. */
@Processor.Named("inline")
record Inline(Function<Context, TransformTask> task) implements Transform {

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(inputs.only());
    }

    @Override
    public TransformTask start(Context context) {
        return task.apply(context);
    }
}
