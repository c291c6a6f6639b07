package dev.weir.core.plan;

import dev.weir.api.ColumnType;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Source;
import dev.weir.api.WireSchema;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.file.WireRef;
import dev.weir.core.file.WireRef.Partition;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problems;
import dev.weir.core.spec.BindScope;
import dev.weir.core.spec.NodePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Carries schemas from sources to sinks and notes what processors say about them. */
final class SchemaWalk {
    private final BindScope scope;
    private final SourceAnswers answers;
    private final Path temporary;
    private final Problems problems;
    private final Map<PortRef, WireSchema> schemas = new LinkedHashMap<>();
    private final Map<String, Inputs> inputs = new HashMap<>();
    private final Map<String, Outputs> outputs = new HashMap<>();

    SchemaWalk(BindScope scope, SourceAnswers answers, Path temporary, Problems problems) {
        this.scope = scope;
        this.answers = answers;
        this.temporary = temporary;
        this.problems = problems;
    }

    Map<PortRef, WireSchema> schemas() {
        return schemas;
    }

    Optional<Inputs> inputs(String key) {
        return Optional.ofNullable(inputs.get(key));
    }

    Optional<Outputs> outputs(String key) {
        return Optional.ofNullable(outputs.get(key));
    }

    void visit(Candidate candidate) {
        knownPorts(candidate);
        if (candidate.processor().isEmpty()) {
            return;
        }
        Processor processor = candidate.processor().get();
        var given = inputs(candidate);
        if (given.isEmpty()) {
            return;
        }
        inputs.put(candidate.key(), given.get());
        if (refusesFamily(candidate, processor, given.get())) {
            return;
        }
        var answer =
                processor instanceof Source<?>
                        ? answers.ask(processor, temporary)
                        : Answer.ask(processor, given.get(), temporary);
        answer.told().forEach(told -> tell(candidate, told));
        answer.outputs().ifPresent(out -> put(candidate, out));
    }

    /** Ports with one schema whatever the processor are known even if nothing else is. */
    private void knownPorts(Candidate candidate) {
        for (String port : candidate.outputs().orElse(List.of())) {
            if (port.equals(Processor.ERRORS) || port.equals(Processor.REJECTED)) {
                schemas.put(
                        new PortRef(candidate.key(), port),
                        new WireSchema.Single(Rejections.SCHEMA));
            }
        }
    }

    private void put(Candidate candidate, Outputs out) {
        outputs.put(candidate.key(), out);
        out.all()
                .forEach((port, schema) -> schemas.put(new PortRef(candidate.key(), port), schema));
        for (String port : candidate.outputs().orElse(List.of())) {
            if (!out.all().containsKey(port)) {
                tell(
                        candidate,
                        new Told(
                                "WEIR-3016",
                                "",
                                -1,
                                "does not say what its output %s carries, which is a bug of the processor"
                                        .formatted(port)));
            }
        }
    }

    /** The schemas of all inputs; empty if one is unknown or missing. */
    private Optional<Inputs> inputs(Candidate candidate) {
        var node = candidate.node();
        var ports = candidate.inputPorts();
        var found = new LinkedHashMap<String, WireSchema>();
        for (var entry : node.inputs().entrySet()) {
            String name = candidate.inputName(entry.getKey());
            if (ports.stream().noneMatch(port -> port.name().equals(name))) {
                return Optional.empty();
            }
            var merged = merged(candidate, name, entry.getValue());
            if (merged.isEmpty()) {
                return Optional.empty();
            }
            found.put(name, merged.get());
        }
        return found.size() == ports.size() ? Optional.of(new Inputs(found)) : Optional.empty();
    }

    private Optional<WireSchema> merged(Candidate candidate, String input, List<WireRef> wires) {
        WireSchema first = null;
        for (WireRef wire : wires) {
            WireSchema schema = schemas.get(new PortRef(wire.processor(), wire.port()));
            if (schema == null) {
                return Optional.empty();
            }
            checkPartition(candidate, wire, schema);
            if (first == null) {
                first = schema;
                continue;
            }
            var difference = difference(first, schema);
            if (difference.isPresent()) {
                problems.error(
                        "WEIR-3012",
                        wire.mark(),
                        candidate.path("from"),
                        "%s and %s cannot be merged into %s: %s"
                                .formatted(wires.getFirst(), wire, input, difference.get()));
                return Optional.empty();
            }
        }
        return Optional.ofNullable(first);
    }

    private void checkPartition(Candidate candidate, WireRef wire, WireSchema schema) {
        if (wire.partition().orElse(null) instanceof Partition.Hash(List<String> columns)
                && schema instanceof WireSchema.Single(Schema single)) {
            for (String column : columns) {
                if (single.getFields().stream().noneMatch(f -> f.getName().equals(column))) {
                    problems.error(
                            "WEIR-3009",
                            wire.mark(),
                            candidate.path("from.partition"),
                            Design.noColumn(single, column));
                }
            }
        }
    }

    private static Optional<String> difference(WireSchema one, WireSchema other) {
        if (!(one instanceof WireSchema.Single(Schema a))
                || !(other instanceof WireSchema.Single(Schema b))) {
            return one.equals(other)
                    ? Optional.empty()
                    : Optional.of("a family of tables can only be merged with the same family");
        }
        int shared = Math.min(a.getFields().size(), b.getFields().size());
        for (int i = 0; i < shared; i++) {
            String left = words(a.getFields().get(i));
            String right = words(b.getFields().get(i));
            if (!left.equals(right)) {
                return Optional.of(
                        "column %d is %s here and %s there".formatted(i + 1, left, right));
            }
        }
        return a.getFields().size() == b.getFields().size()
                ? Optional.empty()
                : Optional.of(
                        "they have %d and %d columns"
                                .formatted(a.getFields().size(), b.getFields().size()));
    }

    private static String words(Field field) {
        return field.getName() + ": " + ColumnType.name(field);
    }

    private boolean refusesFamily(Candidate candidate, Processor processor, Inputs given) {
        if (processor.takesFamily()) {
            return false;
        }
        var refused = new ArrayList<String>();
        given.all()
                .forEach((input, schema) -> {
                    if (schema instanceof WireSchema.Family) {
                        refused.add(input);
                    }
                });
        if (!refused.isEmpty()) {
            problems.error(
                    "WEIR-3011",
                    candidate.node().markOf("from"),
                    candidate.path("from"),
                    "carries many tables, and %s works on one; read the port of one table"
                            .formatted(candidate.node().type()));
        }
        return !refused.isEmpty();
    }

    private void tell(Candidate candidate, Told told) {
        problems.error(
                told.code(), mark(candidate, told), candidate.path(told.setting()), told.message());
    }

    private Mark mark(Candidate candidate, Told told) {
        var found = NodePath.find(candidate.node().settings(), told.setting());
        Optional<ScalarNode> text = found.scalar();
        if (told.offset() >= 0 && text.isPresent()) {
            return scope.markAt(text.get(), told.offset());
        }
        return found.mark().orElse(candidate.node().mark());
    }
}
