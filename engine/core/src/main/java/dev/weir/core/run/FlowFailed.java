package dev.weir.core.run;

import dev.weir.core.problem.Problem;

/** A preview or test failed; the problem says where and why. */
public final class FlowFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public FlowFailed(Problem problem, Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
