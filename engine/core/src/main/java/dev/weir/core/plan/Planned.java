package dev.weir.core.plan;

import dev.weir.api.Processor;
import dev.weir.api.WireSchema;
import dev.weir.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What planning found out.
 *
 * @param plan present if there was no error
 * @param schemas of every port that could be known, whatever is wrong elsewhere
 * @param processors by key, of those whose settings are right
 */
public record Planned(
        Optional<Plan> plan,
        List<Problem> problems,
        Map<PortRef, WireSchema> schemas,
        Map<String, Processor> processors) {
    public Planned {
        problems = List.copyOf(problems);
        schemas = Map.copyOf(schemas);
        processors = Map.copyOf(processors);
    }
}
