package dev.weir.designer.model;

import dev.weir.core.file.Flow;
import dev.weir.core.file.FlowFile;
import dev.weir.core.plan.PlanOptions;
import dev.weir.core.plan.Planned;
import dev.weir.core.plan.Planner;
import dev.weir.core.problem.Problem;
import dev.weir.core.spec.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks documents with the engine's own code. May look at files: call it in the background. */
public final class Checking {

    private final Catalog catalog;
    private final PlanOptions options;

    public Checking(Catalog catalog, PlanOptions options) {
        this.catalog = catalog;
        this.options = options;
    }

    public Catalog catalog() {
        return catalog;
    }

    /** Checks a document that stands, or will stand, in a file. */
    public Checked check(Document document, Path file) {
        var parsed = FlowFile.parse(document.text(), file);
        var problems = new ArrayList<>(parsed.problems());
        if (parsed.flow().isEmpty()) {
            return new Checked(
                    document,
                    Checked.nothing(document).plan(),
                    problems,
                    Checked.nothing(document).schemas(),
                    Checked.nothing(document).processors());
        }
        Flow flow = parsed.flow().get();
        Planned planned = Planner.plan(flow, catalog, options);
        problems.addAll(planned.problems());
        if (flow.processors().isEmpty()) {
            problems.clear(); // a new flow is empty, not wrong
        }
        waiting(document, flow, problems);
        var plan = parsed.hasErrors() ? planned.plan().filter(_ -> false) : planned.plan();
        return new Checked(document, plan, problems, planned.schemas(), planned.processors());
    }

    /** A sink without a wire reads like a source: what is said about it would mislead. */
    private static void waiting(Document document, Flow flow, List<Problem> problems) {
        for (String key : document.waitingSinks()) {
            var node = flow.processors().get(key);
            if (node == null || node.hasInputs()) {
                continue;
            }
            problems.removeIf(
                    problem -> Checked.processorOf(problem).filter(key::equals).isPresent());
            problems.add(
                    Problem.error(
                            "WEIR-3000",
                            node.mark(),
                            "processors." + key,
                            "has no input yet; draw a wire to it"));
        }
    }
}
