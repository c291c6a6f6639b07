package dev.weir.core.example;

import dev.weir.api.Column;
import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Formerly;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Range;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;

@Processor.Named(value = "keep-range", version = 2)
@Doc("Keeps the rows whose number lies between two bounds.")
@Port(name = "rest", doc = "The rows that were not kept.")
public record KeepRange(
        @Doc(value = "Column to look at.", example = "amount") Column column,
        @Doc("Smallest number to keep.") @Formerly("least") long lowest,
        @Doc("Largest number to keep.") @Default("1000") @Range(min = 0, max = 1_000_000)
                long highest,
        @Doc("Where a row without a number goes.") @Default("drop") Missing missing)
        implements Transform {

    /** What to do without a number. */
    public enum Missing {
        @Doc("It is kept.")
        KEEP,
        @Doc("It is dropped.")
        DROP,
        SEND_ON
    }

    public KeepRange {
        if (lowest > highest) {
            throw new InvalidSetting(
                    "lowest", "is %d, above highest, which is %d".formatted(lowest, highest));
        }
        if (column.name().isBlank()) {
            throw new IllegalArgumentException("a column without a name cannot be looked at");
        }
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        context.column("column", inputs.only(), column.name());
        return Outputs.of(inputs.only()).and("rest", inputs.only());
    }

    @Override
    public TransformTask start(Context context) {
        return Examples.never(context);
    }
}
