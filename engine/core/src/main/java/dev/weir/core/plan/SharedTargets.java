package dev.weir.core.plan;

import dev.weir.api.FilePath;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.core.problem.Problems;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;

/** Finds sinks that write to one place, where each would destroy what the other wrote. */
final class SharedTargets {
    private final Problems problems;

    SharedTargets(Problems problems) {
        this.problems = problems;
    }

    void check(Collection<Candidate> candidates) {
        var writers = new HashMap<Path, String>();
        for (Candidate candidate : candidates) {
            var target = candidate.processor().flatMap(SharedTargets::target);
            if (target.isEmpty()) {
                continue;
            }
            String other = writers.putIfAbsent(target.get(), candidate.key());
            if (other != null) {
                problems.error(
                        "WEIR-3021",
                        candidate.node().markOf("path"),
                        candidate.path("path"),
                        ("%s writes to %s, too; give one of them another path, or let one sink read"
                                        + " both wires with from: [a, b]")
                                .formatted(other, target.get()));
            }
        }
    }

    /** The setting {@code path} of a sink, if it is one of files. */
    private static Optional<Path> target(Processor processor) {
        if (!(processor instanceof Sink<?>)) {
            return Optional.empty();
        }
        for (RecordComponent component : processor.getClass().getRecordComponents()) {
            if (component.getName().equals("path") && component.getType() == FilePath.class) {
                return Optional.of(read(processor, component));
            }
        }
        return Optional.empty();
    }

    private static Path read(Processor processor, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            var path = (FilePath) accessor.invoke(processor);
            return Path.of(path.value()).normalize();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the accessors of a record can be called", e);
        }
    }
}
