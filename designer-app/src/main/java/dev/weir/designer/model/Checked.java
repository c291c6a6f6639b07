package dev.weir.designer.model;

import dev.weir.api.Processor;
import dev.weir.api.WireSchema;
import dev.weir.core.plan.Plan;
import dev.weir.core.plan.PortRef;
import dev.weir.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a document after it was checked.
 *
 * @param plan present if the flow can run
 * @param schemas columns of each port that could be known
 * @param processors by key, of those whose settings are right
 */
public record Checked(
        Document document,
        Optional<Plan> plan,
        List<Problem> problems,
        Map<PortRef, WireSchema> schemas,
        Map<String, Processor> processors) {

    public Checked {
        problems = List.copyOf(problems);
    }

    static Checked nothing(Document document) {
        return new Checked(document, Optional.empty(), List.of(), Map.of(), Map.of());
    }

    /** Key of the processor that a problem is about. */
    public static Optional<String> processorOf(Problem problem) {
        String[] parts = problem.path().split("\\.", 3);
        return parts.length >= 2 && parts[0].equals("processors")
                ? Optional.of(parts[1].replaceFirst("\\[.*", ""))
                : Optional.empty();
    }

    /** Name of the setting that a problem is about, without what is inside it. */
    public static Optional<String> settingOf(Problem problem) {
        String[] parts = problem.path().split("\\.", 3);
        return processorOf(problem).isPresent() && parts.length == 3
                ? Optional.of(parts[2].split("[.\\[]", 2)[0])
                : Optional.empty();
    }

    public List<Problem> problemsOf(String processor) {
        return problems.stream()
                .filter(problem -> processorOf(problem).filter(processor::equals).isPresent())
                .toList();
    }

    public long errors() {
        return problems.stream().filter(Problem::isError).count();
    }
}
