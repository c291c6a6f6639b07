package dev.weir.designer.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A flow as it is drawn: cards with named ports, and the wires between them. Immutable. */
public record Graph(List<Node> nodes, List<Wire> wires) {

    public static final Graph EMPTY = new Graph(List.of(), List.of());

    public Graph {
        nodes = List.copyOf(nodes);
        wires = List.copyOf(wires);
    }

    public Optional<Node> node(String key) {
        return nodes.stream().filter(node -> node.key().equals(key)).findFirst();
    }

    /** The wires that begin or end at a processor. */
    public Stream<Wire> wiresOf(String key) {
        return wires.stream().filter(wire -> wire.from().equals(key) || wire.to().equals(key));
    }

    /** What a processor does, which chooses its colour. */
    public enum Family {
        SOURCE,
        TRANSFORM,
        QUALITY,
        SINK,
        UNKNOWN
    }

    /**
     * One processor.
     *
     * @param inputs names of its inputs from top to bottom
     * @param outputs names of its outputs from top to bottom
     * @param errors number of problems that keep it from running
     * @param warnings number of other problems
     */
    public record Node(
            String key,
            String type,
            Family family,
            List<String> inputs,
            List<String> outputs,
            Spot spot,
            int errors,
            int warnings) {
        public Node {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        public Node at(Spot spot) {
            return new Node(key, type, family, inputs, outputs, spot, errors, warnings);
        }
    }

    /** A wire from an output port to an input. */
    public record Wire(String from, String port, String to, String input) {}

    /** A place on the canvas: the upper left corner of a card. */
    public record Spot(double x, double y) {
        public Spot plus(double dx, double dy) {
            return new Spot(x + dx, y + dy);
        }

        /** The nearest place on the grid. */
        public Spot snapped() {
            return new Spot(Math.round(x / 8) * 8.0, Math.round(y / 8) * 8.0);
        }
    }
}
