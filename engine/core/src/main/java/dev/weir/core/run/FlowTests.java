package dev.weir.core.run;

import dev.weir.core.file.Flow;
import dev.weir.core.file.FlowTest;
import dev.weir.core.plan.Plan;
import dev.weir.core.plan.PlanOptions;
import dev.weir.core.plan.Planner;
import dev.weir.core.problem.Problem;
import dev.weir.core.spec.Catalog;
import java.util.ArrayList;
import java.util.List;

/** Runs the tests that stand in a flow file. */
public final class FlowTests {

    private FlowTests() {}

    /**
     * What came of one test.
     *
     * @param problems differences and mistakes; empty if it passed
     */
    public record Result(String name, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }

        public boolean passed() {
            return problems.isEmpty();
        }
    }

    /**
     * Runs all tests of a flow, in the order of the file; sinks do not run. Sources whose output is
     * not given, but needed, are read. A flow with errors fails all its tests with them.
     */
    public static List<Result> run(Flow flow, Catalog catalog, PlanOptions options)
            throws InterruptedException {
        var planned = Planner.plan(flow, catalog, options);
        var results = new ArrayList<Result>();
        for (FlowTest test : flow.tests().values()) {
            if (planned.plan().isEmpty()) {
                var errors = planned.problems().stream().filter(Problem::isError).toList();
                results.add(new Result(test.name(), errors));
            } else {
                results.add(run(planned.plan().get(), test));
            }
        }
        return results;
    }

    static Result run(Plan plan, FlowTest test) throws InterruptedException {
        return new Result(test.name(), new TestRun(plan.flow(), Graph.of(plan), test).problems());
    }
}
