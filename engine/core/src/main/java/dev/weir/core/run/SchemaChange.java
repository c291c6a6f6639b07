package dev.weir.core.run;

import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.WireSchema;
import dev.weir.core.plan.Planner;
import dev.weir.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** What a schema that a wire brings in mid-stream means for its reader. */
sealed interface SchemaChange {

    /** It is the one that was there, or the processor takes any table of a family. */
    record None() implements SchemaChange {}

    /** The processor can go on, with a new task. */
    record Evolve(Inputs inputs, Outputs outputs) implements SchemaChange {}

    /** It cannot. */
    record Refuse(Problem problem) implements SchemaChange {}

    static SchemaChange of(Work reader, Wire wire, WireSchema schema, boolean canEvolve) {
        var before = reader.context.inputs().get(wire.edge.input());
        var processor = reader.node.processor();
        if (before.equals(schema) || processor.takesFamily()) {
            return new None();
        }
        if (!canEvolve) {
            return refuse(reader, wire, "the flow has to be started again, so that it is checked");
        }
        var all = new LinkedHashMap<>(reader.context.inputs().all());
        all.put(wire.edge.input(), schema);
        var inputs = new Inputs(all);
        var problems = new ArrayList<String>();
        var temporary = reader.attempt.setup.folder().temporary();
        Optional<Outputs> outputs = Planner.outputs(processor, inputs, temporary, problems::add);
        return outputs.isPresent()
                ? new Evolve(inputs, outputs.get())
                : refuse(reader, wire, String.join("; ", problems));
    }

    private static Refuse refuse(Work reader, Wire wire, String why) {
        var message = "the columns that %s brings have changed: %s".formatted(wire.from(), why);
        return new Refuse(
                Problem.error(RunCodes.SCHEMA_CHANGED, "processors." + reader.key(), message));
    }
}
