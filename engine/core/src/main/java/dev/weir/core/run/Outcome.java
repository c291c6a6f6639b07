package dev.weir.core.run;

import dev.weir.core.problem.Problem;
import java.util.Optional;

/**
 * How a flow ended.
 *
 * @param state one that is final
 * @param problem what made it fail
 * @param bug whether it failed by a fault of a processor or of the engine, not by data or the
 *     outside world
 * @param cause of the failure, for the log only
 * @param run id of the run
 * @param resumable whether the next start goes on where this one ended
 */
public record Outcome(
        FlowState state,
        Optional<Problem> problem,
        boolean bug,
        Optional<Throwable> cause,
        String run,
        boolean resumable) {}
