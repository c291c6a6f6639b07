package dev.weir.core.run;

import dev.weir.core.problem.Problem;

/** A flow was not started; the problem says why and what to do. */
public final class FlowRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public FlowRefused(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
