package dev.weir.core.example;

import dev.weir.api.Column;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Share;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.List;
import java.util.Optional;

@Processor.Named(value = "check", group = "Quality")
@Doc("Rejects rows that are not as expected.")
@Port(name = "rejected", doc = "The rows that were refused.")
public record Check(
        @Doc("What must hold of every row.") List<Expectation> expectations,
        @Doc("When to give up.") Optional<StopWhen> stopWhen)
        implements Transform {

    /** Something that must hold. */
    public sealed interface Expectation {
        Column column();
    }

    @Doc("The column has a value.")
    public record NotNull(@Doc("The column.") Column column) implements Expectation {}

    @Doc("The number lies between two bounds.")
    public record Between(
            @Doc("The column.") Column column,
            @Doc("Smallest number.") Optional<Double> min,
            @Doc("Largest number.") Optional<Double> max)
            implements Expectation {}

    /** When to give up. */
    public record StopWhen(@Doc("Share of refused rows.") Share failedShare) {}

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        for (int i = 0; i < expectations.size(); i++) {
            context.column(
                    "expectations[" + i + "].column",
                    inputs.only(),
                    expectations.get(i).column().name());
        }
        return Outputs.of(inputs.only()).and(REJECTED, Rejections.SCHEMA);
    }

    @Override
    public TransformTask start(Context context) {
        return Examples.never(context);
    }
}
