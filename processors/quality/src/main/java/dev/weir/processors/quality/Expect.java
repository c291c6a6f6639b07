package dev.weir.processors.quality;

import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Range;
import dev.weir.api.Rejections;
import dev.weir.api.Share;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** Lets the rows pass for which all expectations hold; the others leave by {@code rejected}. */
@Processor.Named(value = "expect", group = "Quality")
@Doc(
        "Lets the rows pass for which all expectations hold; the others leave by `rejected`, each once, "
                + "with what is wrong. Can stop the flow if there are too many. Nulls break `not-null` and "
                + "`is-true` only.")
@Port(
        name = "rejected",
        doc = "The rows for which some expectation does not hold, with the reasons.")
public record Expect(
        @Doc(
                        value = "What must hold for every row.",
                        example = "[{not-null: id}, {between: {column: total, min: 0}}]")
                List<Expectation> expectations,
        @Doc(value = "When the flow fails.", example = "{failed-share: 5%}")
                Optional<StopWhen> stopWhen)
        implements Transform {

    /** When there are too many bad rows. */
    public record StopWhen(
            @Doc(value = "Largest share of rows that may be rejected.", example = "5%")
                    Optional<Share> failedShare,
            @Doc(value = "Largest number of rows that may be rejected.", example = "1000")
                    @Range(min = 0)
                    Optional<Long> failedRows,
            @Doc("Rows to wait for before the share counts; at the end it counts in any case.")
                    @Default("1000")
                    @Range(min = 0)
                    long after) {
        public StopWhen {
            if (failedShare.isEmpty() && failedRows.isEmpty()) {
                throw new InvalidSetting(
                        "failed-share", "neither failed-share nor failed-rows is given");
            }
        }
    }

    public Expect {
        expectations = List.copyOf(expectations);
        if (expectations.isEmpty()) {
            throw new InvalidSetting("expectations", "names no expectation");
        }
    }

    @Override
    public boolean stateless() {
        return stopWhen.isEmpty()
                && expectations.stream().noneMatch(Expectation.Unique.class::isInstance);
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Schema schema = inputs.only();
        for (int i = 0; i < expectations.size(); i++) {
            Rule.check(expectations.get(i), "expectations[" + i + "]", schema, context);
        }
        return Outputs.of(schema).and(REJECTED, Rejections.SCHEMA);
    }

    @Override
    public TransformTask start(Context context) {
        return ExpectTask.start(this, context);
    }
}
