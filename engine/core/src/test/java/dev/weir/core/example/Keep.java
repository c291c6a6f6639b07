package dev.weir.core.example;

import dev.weir.api.Column;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.List;
import java.util.Optional;

@Processor.Named("keep")
@Doc("Keeps some rows.")
@Port(name = "rest", doc = "The rows that were not kept.")
public record Keep(
        @Doc("Which rows to keep.") Optional<Expression> where,
        @Doc("Columns that must be there.") Optional<List<Column>> columns)
        implements Transform {

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        where.ifPresent(expression -> context.check("where", expression, inputs.only()));
        var names = columns.orElse(List.of());
        for (int i = 0; i < names.size(); i++) {
            context.column("columns[" + i + "]", inputs.only(), names.get(i).name());
        }
        return Outputs.of(inputs.only()).and("rest", inputs.only());
    }

    @Override
    public boolean stateless() {
        return where.isPresent();
    }

    @Override
    public TransformTask start(Context context) {
        return Examples.never(context);
    }
}
