package dev.weir.core.run;

import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Sink;
import dev.weir.core.deadletter.DeadLetterSink;
import dev.weir.core.plan.Plan;
import dev.weir.core.plan.PlannedWire;
import dev.weir.core.plan.PortRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is to run: processors in topological order, and wires with their bounds. Made of a plan, or
 * a part of one.
 */
record Graph(List<Node> nodes, List<Edge> edges) {

    /** Bounds of a wire that says nothing: four full batches. */
    static final long ROWS = 4 * 65_536;

    /** What a wire may take at most, whatever the flow's memory. */
    static final long BYTES = 32L << 20;

    Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A processor.
     *
     * @param version of its state
     * @param inputs schemas of the inputs
     */
    record Node(
            String key,
            Processor processor,
            int version,
            List<InputPort> inputPorts,
            List<String> outputPorts,
            Inputs inputs,
            Outputs outputs) {}

    /** A wire and its bounds. */
    record Edge(
            PortRef from, String to, String input, long maxRows, long maxBytes, boolean whole) {}

    static Graph of(Plan plan) {
        long share = plan.flow().run().memory().bytes() / Math.max(1, 2 * plan.wires().size());
        var nodes =
                plan.nodes().stream()
                        .map(node ->
                                new Node(
                                        node.key(),
                                        node.processor(),
                                        node.spec().major(),
                                        node.inputPorts(),
                                        node.outputPorts(),
                                        node.inputs(),
                                        node.outputs()))
                        .toList();
        var edges = plan.wires().stream().map(wire -> edge(wire, share)).toList();
        return new Graph(nodes, edges);
    }

    private static Edge edge(PlannedWire wire, long share) {
        long rows = wire.buffer().flatMap(b -> boxed(b.rows())).orElse(ROWS);
        long bytes =
                wire.buffer()
                        .flatMap(b -> b.bytes())
                        .map(size -> size.bytes())
                        .orElse(Math.min(BYTES, Math.max(1 << 20, share)));
        return new Edge(wire.from(), wire.to(), wire.input(), rows, bytes, wire.whole());
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    /** The same with a sink for rows that were refused and that nobody reads. */
    Graph withDeadLetters(List<PortRef> unread, Sink<?> sink) {
        var refused = unread.stream().filter(Graph::isRefusal).toList();
        if (refused.isEmpty()) {
            return this;
        }
        var moreNodes = new ArrayList<>(nodes);
        moreNodes.add(
                new Node(
                        DeadLetterSink.KEY,
                        sink,
                        1,
                        sink.inputPorts(),
                        List.of(),
                        Inputs.of(Rejections.SCHEMA),
                        Outputs.none()));
        var moreEdges = new ArrayList<>(edges);
        for (PortRef port : refused) {
            moreEdges.add(
                    new Edge(port, DeadLetterSink.KEY, Processor.INPUT, ROWS, BYTES / 4, false));
        }
        return new Graph(moreNodes, moreEdges);
    }

    static boolean isRefusal(PortRef port) {
        return port.port().equals(Processor.ERRORS) || port.port().equals(Processor.REJECTED);
    }

    Node node(String key) {
        return nodes.stream()
                .filter(node -> node.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no processor " + key));
    }

    /** Keys of the processors that these wires come from, directly or through others. */
    Set<String> upstream(Predicate<Edge> wires) {
        var found = new HashSet<String>();
        edges.stream()
                .filter(wires)
                .forEach(edge -> addWithUpstream(edge.from().processor(), found));
        return found;
    }

    private void addWithUpstream(String key, Set<String> found) {
        if (found.add(key)) {
            edges.stream()
                    .filter(edge -> edge.to().equals(key))
                    .forEach(edge -> addWithUpstream(edge.from().processor(), found));
        }
    }

    /**
     * Wires that must not hold their writers back. A wire beside an input that is read whole waits
     * until that has been read; if what it holds back is needed, directly or through others, for
     * that input to end, nobody would ever go on.
     */
    Set<Edge> unbounded() {
        var waits = new HashMap<String, Set<String>>();
        var held = new HashMap<Edge, Set<String>>();
        for (Edge edge : edges) {
            var wholes = upstream(e -> e.to().equals(edge.to()) && e.whole());
            if (!edge.whole() && !wholes.isEmpty()) {
                held.put(edge, wholes);
                for (String key : upstream(edge::equals)) {
                    waits.computeIfAbsent(key, _ -> new HashSet<>()).addAll(wholes);
                }
            }
        }
        var found = new HashSet<Edge>();
        held.forEach((edge, wholes) -> {
            var needed = reachable(wholes, waits);
            if (upstream(edge::equals).stream().anyMatch(needed::contains)) {
                found.add(edge);
            }
        });
        return found;
    }

    private static Set<String> reachable(Set<String> from, Map<String, Set<String>> steps) {
        var found = new HashSet<>(from);
        var open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String next : steps.getOrDefault(open.remove(), Set.of())) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    /** These processors and the wires between them. */
    Graph only(Set<String> keys) {
        return new Graph(
                nodes.stream().filter(node -> keys.contains(node.key())).toList(),
                edges.stream()
                        .filter(edge ->
                                keys.contains(edge.to()) && keys.contains(edge.from().processor()))
                        .toList());
    }

    /** What must run for some ports to give their rows; no sinks. */
    Graph before(List<PortRef> ports) {
        var sinks = new HashSet<String>();
        nodes.stream()
                .filter(node -> node.processor() instanceof Sink<?>)
                .forEach(node -> sinks.add(node.key()));
        var keys = new HashSet<String>();
        ports.forEach(port -> addWithUpstream(port.processor(), keys));
        keys.removeAll(sinks);
        return only(keys);
    }

    boolean reads(PortRef port) {
        return edges.stream().anyMatch(edge -> edge.from().equals(port));
    }
}
