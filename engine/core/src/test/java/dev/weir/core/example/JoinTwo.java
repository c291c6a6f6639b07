package dev.weir.core.example;

import dev.weir.api.Column;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.List;

@Processor.Named("join-two")
@Doc("Joins two inputs.")
public record JoinTwo(@Doc(value = "Columns of both.", example = "id") List<Column> on)
        implements Transform {

    @Override
    public List<InputPort> inputPorts() {
        return List.of(InputPort.of("left"), InputPort.whole("right"));
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        for (int i = 0; i < on.size(); i++) {
            context.column("on[" + i + "]", inputs.schema("left"), on.get(i).name());
            context.column("on[" + i + "]", inputs.schema("right"), on.get(i).name());
        }
        return Outputs.of(inputs.schema("left"));
    }

    @Override
    public TransformTask start(Context context) {
        return Examples.never(context);
    }
}
