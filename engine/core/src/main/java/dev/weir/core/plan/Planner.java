package dev.weir.core.plan;

import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.core.file.Flow;
import dev.weir.core.spec.Catalog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks a flow against the processors that are installed and works out every schema. */
public final class Planner {

    private Planner() {}

    /** Plans a flow that is to run: every source is asked how things are now. */
    public static Planned plan(Flow flow, Catalog catalog, PlanOptions options) {
        return plan(flow, catalog, options, SourceAnswers.fresh());
    }

    /** Plans a flow that is being designed: what sources said lately is believed. */
    public static Planned plan(
            Flow flow, Catalog catalog, PlanOptions options, SourceAnswers answers) {
        return new Planning(flow, catalog, options, answers).plan();
    }

    /**
     * Asks one processor again for its outputs, when a wire brings another schema in mid-stream.
     *
     * @param problems hears what is wrong with the new inputs
     * @return empty if something is wrong
     */
    public static Optional<Outputs> outputs(
            Processor processor, Inputs inputs, Path temporary, Consumer<String> problems) {
        var answer = Answer.ask(processor, inputs, temporary);
        answer.told()
                .forEach(told -> problems.accept((told.setting() + " " + told.message()).strip()));
        return answer.outputs();
    }
}
