package dev.weir.core.plan;

import dev.weir.api.Source;
import dev.weir.core.file.Flow;
import dev.weir.core.file.RunSettings.Guarantee;
import dev.weir.core.file.WireRef;
import dev.weir.core.file.WireRef.Partition;
import dev.weir.core.problem.Problem;
import dev.weir.core.problem.Problems;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says what a flow asks for and this engine does not do yet: nothing is ignored in silence. */
final class UnmetSettings {
    private static final String CODE = "WEIR-3020";

    private final Problems problems;

    UnmetSettings(Problems problems) {
        this.problems = problems;
    }

    void check(Flow flow, Collection<Candidate> candidates) {
        if (flow.schedule().isPresent()) {
            warn(
                    "schedule",
                    "is not kept by this version: the flow starts when 'weir run' or the server's"
                            + " start is called, by cron for example");
        }
        if (flow.run().delivery() == Guarantee.AT_LEAST_ONCE) {
            warn(
                    "run.delivery",
                    "at-least-once is not told apart by this version: the flow runs exactly-once");
        }
        candidates.forEach(this::check);
    }

    private void warn(String path, String message) {
        problems.add(new Problem(Problem.Level.WARNING, CODE, Optional.empty(), path, message));
    }

    private void check(Candidate candidate) {
        var node = candidate.node();
        if (node.parallel() > 1) {
            problems.warning(
                    CODE,
                    node.markOf("parallel"),
                    candidate.path("parallel"),
                    "this version runs one instance of a processor, not %d"
                            .formatted(node.parallel()));
        }
        if (!node.was().isEmpty()) {
            problems.warning(
                    CODE,
                    node.markOf("was"),
                    candidate.path("was"),
                    "this version does not carry state over from %s: the renamed processor begins anew"
                            .formatted(String.join(", ", node.was())));
        }
        node.inputs().values().stream()
                .flatMap(List::stream)
                .forEach(wire -> check(candidate, wire));
        if (candidate.processor().orElse(null) instanceof Source<?> source && !source.canSeek()) {
            problems.warning(
                    CODE,
                    node.mark(),
                    candidate.path(""),
                    "%s cannot go back to a position, and this version keeps no journal of what it"
                                    .formatted(node.type())
                            + " has read: a crash loses the rows since the last checkpoint");
        }
    }

    private void check(Candidate candidate, WireRef wire) {
        if (wire.durable()) {
            problems.warning(
                    CODE,
                    wire.mark(),
                    candidate.path("from"),
                    "this version keeps the wire from %s in memory, not on disk; a restart reads"
                                    .formatted(wire)
                            + " its rows again");
        }
        if (!(wire.partition().orElse(new Partition.Forward()) instanceof Partition.Forward)) {
            problems.warning(
                    CODE,
                    wire.mark(),
                    candidate.path("from"),
                    "the partition of the wire from %s does nothing, since this version runs one"
                                    .formatted(wire)
                            + " instance of a processor");
        }
    }
}
