package dev.weir.core.run;

import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.WireSchema;
import dev.weir.core.plan.PortRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Builds graphs of test processors, all of whose wires carry numbers. */
final class GraphMaker {
    private final List<Graph.Node> nodes = new ArrayList<>();
    private final List<Graph.Edge> edges = new ArrayList<>();
    private long maxRows = Graph.ROWS;

    GraphMaker wires(long rows) {
        maxRows = rows;
        return this;
    }

    /** Adds a processor; each wire is {@code input<from.port}, or only {@code from}. */
    GraphMaker add(String key, Processor processor, Outputs outputs, String... wires) {
        var inputs = new LinkedHashMap<String, WireSchema>();
        var ports = processor.inputPorts();
        for (String wire : wires) {
            int at = wire.indexOf('<');
            var input = at < 0 ? Processor.INPUT : wire.substring(0, at);
            var from = PortRef.parse(wire.substring(at + 1));
            boolean whole = ports.stream().anyMatch(p -> p.name().equals(input) && p.whole());
            edges.add(new Graph.Edge(from, key, input, maxRows, 8 << 20, whole));
            inputs.put(input, schema(from));
        }
        nodes.add(
                new Graph.Node(
                        key,
                        processor,
                        1,
                        List.<InputPort>copyOf(ports),
                        List.copyOf(outputs.all().keySet()),
                        new Inputs(inputs),
                        outputs));
        return this;
    }

    private WireSchema schema(PortRef from) {
        return nodes.stream()
                .filter(node -> node.key().equals(from.processor()))
                .map(node -> node.outputs().all().get(from.port()))
                .findFirst()
                .orElseThrow();
    }

    GraphMaker source(String key, Numbers numbers) {
        return add(key, numbers, Numbers.outputs());
    }

    GraphMaker transform(String key, Processor transform, String... wires) {
        return add(key, transform, Outputs.of(Numbers.SCHEMA), wires);
    }

    GraphMaker sink(String key, Processor sink, String... wires) {
        return add(key, sink, Outputs.none(), wires);
    }

    Graph graph() {
        return new Graph(nodes, edges);
    }
}
