package dev.weir.core.plan;

import static java.util.Objects.requireNonNull;

import dev.weir.api.WireSchema;
import dev.weir.core.file.WireRef;
import dev.weir.core.file.WireRef.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts together the nodes and wires of a plan in which nothing is wrong. */
final class PlanParts {

    private PlanParts() {}

    static List<PlannedNode> nodes(
            List<String> order, Map<String, Candidate> candidates, SchemaWalk walk) {
        var nodes = new ArrayList<PlannedNode>();
        for (String key : order) {
            Candidate candidate = requireNonNull(candidates.get(key));
            nodes.add(
                    new PlannedNode(
                            candidate.node(),
                            candidate.spec().orElseThrow(),
                            candidate.processor().orElseThrow(),
                            candidate.inputPorts(),
                            candidate.outputs().orElseThrow(),
                            walk.inputs(key).orElseThrow(),
                            walk.outputs(key).orElseThrow()));
        }
        return nodes;
    }

    static List<PlannedWire> wires(
            List<String> order, Map<String, Candidate> candidates, SchemaWalk walk) {
        var wires = new ArrayList<PlannedWire>();
        for (String key : order) {
            Candidate reader = requireNonNull(candidates.get(key));
            var whole = new HashMap<String, Boolean>();
            reader.inputPorts().forEach(port -> whole.put(port.name(), port.whole()));
            reader.node()
                    .inputs()
                    .forEach((name, refs) -> {
                        String input = reader.inputName(name);
                        for (WireRef ref : refs) {
                            wires.add(
                                    wire(
                                            ref,
                                            key,
                                            input,
                                            whole.getOrDefault(input, false),
                                            walk.schemas()));
                        }
                    });
        }
        return wires;
    }

    private static PlannedWire wire(
            WireRef ref, String to, String input, boolean whole, Map<PortRef, WireSchema> schemas) {
        var from = new PortRef(ref.processor(), ref.port());
        return new PlannedWire(
                from,
                to,
                input,
                ref.buffer(),
                ref.partition().orElse(new Partition.Forward()),
                ref.durable(),
                whole,
                requireNonNull(schemas.get(from)));
    }
}
