package dev.weir.designer.model;

import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.core.file.Flow;
import dev.weir.core.file.Node;
import dev.weir.core.file.WireRef;
import dev.weir.core.problem.Problem;
import dev.weir.core.spec.Catalog;
import dev.weir.core.spec.ProcessorSpec;
import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the drawing out of a flow: cards from processors, dots from ports, wires from references.
 */
public final class GraphReading {

    /** Name of the dot that a further input is drawn to, where inputs are named by the author. */
    public static final String NEW_INPUT = "new input";

    private final Catalog catalog;

    public GraphReading(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The drawing of a flow, with what the last check found out about it. */
    public Graph read(Flow flow, Document document, Checked checked) {
        var nodes = new ArrayList<Graph.Node>();
        var wires = wires(flow);
        for (Node node : flow.processors().values()) {
            Spot spot =
                    document.layout().spot(node.key()).orElseGet(() -> provisional(nodes.size()));
            nodes.add(node(node, document, checked, wires, spot));
        }
        return new Graph(nodes, wires);
    }

    /** The description of a processor of a flow. */
    public Optional<ProcessorSpec> spec(Node node, Document document) {
        boolean sink = node.hasInputs() || document.waitingSinks().contains(node.key());
        return catalog.find(node.type(), sink);
    }

    public static Family family(ProcessorSpec spec) {
        return switch (spec.role()) {
            case SOURCE -> Family.SOURCE;
            case SINK -> Family.SINK;
            case TRANSFORM ->
                    spec.group().equalsIgnoreCase("Quality") ? Family.QUALITY : Family.TRANSFORM;
        };
    }

    /** Room is made for a card without a place until the automatic layout has given it one. */
    private static Spot provisional(int index) {
        return new Spot(40 + (index % 4) * 280.0, 40 + Math.floorDiv(index, 4) * 160.0);
    }

    private static List<Wire> wires(Flow flow) {
        var wires = new ArrayList<Wire>();
        for (Node node : flow.processors().values()) {
            node.inputs()
                    .forEach((input, refs) -> {
                        for (WireRef ref : refs) {
                            wires.add(new Wire(ref.processor(), ref.port(), node.key(), input));
                        }
                    });
        }
        return wires;
    }

    private Graph.Node node(
            Node node, Document document, Checked checked, List<Wire> wires, Spot spot) {
        var spec = spec(node, document);
        var problems = checked.problemsOf(node.key());
        int errors = (int) problems.stream().filter(Problem::isError).count();
        int warnings =
                (int) problems.stream().filter(p -> p.level() == Problem.Level.WARNING).count();
        var processor =
                Optional.ofNullable(checked.processors().get(node.key()))
                        .filter(p -> spec.filter(s -> s.type().isInstance(p)).isPresent());
        return new Graph.Node(
                node.key(),
                node.type(),
                spec.map(GraphReading::family).orElse(Family.UNKNOWN),
                inputs(node, spec, processor, wires),
                outputs(node, spec, processor, wires),
                spot,
                errors,
                warnings);
    }

    /** What the processor says, and what the file names beyond that. */
    private static List<String> inputs(
            Node node,
            Optional<ProcessorSpec> spec,
            Optional<Processor> processor,
            List<Wire> wires) {
        var names = new LinkedHashSet<String>();
        List<InputPort> ports =
                processor
                        .map(Processor::inputPorts)
                        .or(() -> spec.map(ProcessorSpec::inputPorts))
                        .orElse(List.of());
        boolean any = ports.stream().anyMatch(port -> port.name().equals("*"));
        ports.stream().map(InputPort::name).filter(name -> !name.equals("*")).forEach(names::add);
        wires.stream()
                .filter(wire -> wire.to().equals(node.key()))
                .map(Wire::input)
                .forEach(names::add);
        if (any) {
            names.add(NEW_INPUT);
        }
        return List.copyOf(names);
    }

    private static List<String> outputs(
            Node node,
            Optional<ProcessorSpec> spec,
            Optional<Processor> processor,
            List<Wire> wires) {
        var names = new LinkedHashSet<String>();
        processor
                .map(Processor::outputPorts)
                .or(() ->
                        spec.map(s -> s.ports().stream().map(ProcessorSpec.PortDoc::name).toList()))
                .orElse(List.of())
                .forEach(names::add);
        wires.stream()
                .filter(wire -> wire.from().equals(node.key()))
                .map(Wire::port)
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** The first of {@code wish}, {@code wish-2}, {@code wish-3} … that is free. */
    public static String freeKey(String wish, Map<String, ?> taken) {
        String key = wish;
        for (int number = 2; taken.containsKey(key); number++) {
            key = wish + "-" + number;
        }
        return key;
    }
}
