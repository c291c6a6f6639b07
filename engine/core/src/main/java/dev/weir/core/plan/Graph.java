package dev.weir.core.plan;

import static java.util.Objects.requireNonNull;

import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.core.file.WireRef;
import dev.weir.core.problem.Problems;
import dev.weir.core.problem.Suggestions;
import dev.weir.core.spec.ProcessorSpec.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks how processors are wired and puts them in order. */
final class Graph {
    private final Map<String, Candidate> candidates;
    private final Problems problems;

    Graph(Map<String, Candidate> candidates, Problems problems) {
        this.candidates = candidates;
        this.problems = problems;
    }

    /** Notes wires from nowhere, into nowhere, and inputs without a wire. */
    void checkWires() {
        for (Candidate candidate : candidates.values()) {
            candidate
                    .node()
                    .inputs()
                    .forEach((input, wires) -> wires.forEach(w -> checkSource(candidate, w)));
            candidate.spec().ifPresent(_ -> checkInputs(candidate));
        }
    }

    private void checkSource(Candidate reader, WireRef wire) {
        Candidate writer = candidates.get(wire.processor());
        String path = reader.path("from");
        if (writer == null) {
            problems.error(
                    "WEIR-3003",
                    wire.mark(),
                    path,
                    "there is no processor '%s'%s"
                            .formatted(
                                    wire.processor(),
                                    Suggestions.didYouMean(wire.processor(), candidates.keySet())));
            return;
        }
        if (writer.outputs().isEmpty() || writer.outputs().get().contains(wire.port())) {
            return;
        }
        List<String> ports = writer.outputs().get();
        problems.error(
                "WEIR-3004",
                wire.mark(),
                path,
                ports.isEmpty()
                        ? "%s has no outputs".formatted(writer.key())
                        : "%s has no output '%s' among %s%s"
                                .formatted(
                                        writer.key(),
                                        wire.port(),
                                        String.join(", ", ports),
                                        Suggestions.didYouMean(wire.port(), ports)));
    }

    private void checkInputs(Candidate candidate) {
        var node = candidate.node();
        if (candidate.spec().orElseThrow().role() == Role.SOURCE) {
            if (node.hasInputs()) {
                problems.error(
                        "WEIR-3006",
                        node.markOf("from"),
                        candidate.path("from"),
                        "%s is a source and reads no wire; remove from".formatted(node.type()));
            }
            return;
        }
        if (!node.hasInputs()) {
            if (node.body().get("from").isEmpty()) {
                problems.error(
                        "WEIR-3006",
                        node.mark(),
                        candidate.path("from"),
                        "is required: the processor that %s reads".formatted(node.type()));
            }
            return;
        }
        if (candidate.processor().isPresent() && !candidate.takesAnyInputs()) {
            checkNames(candidate);
        }
    }

    private void checkNames(Candidate candidate) {
        var node = candidate.node();
        var names = candidate.inputPorts().stream().map(InputPort::name).toList();
        var from = node.markOf("from");
        var wired = node.inputs().keySet().stream().map(candidate::inputName).toList();
        if (wired.equals(List.of(Processor.INPUT)) && !names.contains(Processor.INPUT)) {
            problems.error(
                    "WEIR-3006",
                    from,
                    candidate.path("from"),
                    "%s reads %s; write from: {%s: …}"
                            .formatted(
                                    node.type(),
                                    String.join(" and ", names),
                                    String.join(": …, ", names)));
            return;
        }
        for (String name : names) {
            if (!wired.contains(name)) {
                problems.error(
                        "WEIR-3006",
                        from,
                        candidate.path("from"),
                        "the input %s is not wired; %s reads %s"
                                .formatted(name, node.type(), String.join(" and ", names)));
            }
        }
        node.inputs()
                .forEach((name, wires) -> {
                    if (!names.contains(candidate.inputName(name))) {
                        problems.error(
                                "WEIR-3006",
                                wires.getFirst().mark(),
                                candidate.path("from." + name),
                                "is not an input of %s%s"
                                        .formatted(
                                                node.type(), Suggestions.didYouMean(name, names)));
                    }
                });
    }

    /** Keys so that each comes after those that it reads; what lies on a cycle is left out. */
    List<String> order() {
        var done = new LinkedHashSet<String>();
        var onCycle = new HashSet<String>();
        for (String key : candidates.keySet()) {
            visit(key, new ArrayList<>(), done, onCycle);
        }
        done.removeAll(onCycle);
        return List.copyOf(done);
    }

    private void visit(String key, List<String> way, Set<String> done, Set<String> onCycle) {
        if (done.contains(key)) {
            return;
        }
        way.add(key);
        for (var wires : requireNonNull(candidates.get(key)).node().inputs().values()) {
            for (WireRef wire : wires) {
                int at = way.indexOf(wire.processor());
                if (at >= 0) {
                    cycle(key, wire, way.subList(at, way.size()), onCycle);
                } else if (candidates.containsKey(wire.processor())) {
                    visit(wire.processor(), way, done, onCycle);
                }
            }
        }
        way.removeLast();
        done.add(key);
    }

    /** The way goes from readers to writers; rows flow the other way round. */
    private void cycle(String key, WireRef wire, List<String> way, Set<String> onCycle) {
        onCycle.addAll(way);
        var rows = new ArrayList<>(way.reversed());
        rows.addFirst(wire.processor());
        problems.error(
                "WEIR-3005",
                wire.mark(),
                "processors." + key + ".from",
                "rows would go in a circle: " + String.join(" → ", rows));
    }
}
