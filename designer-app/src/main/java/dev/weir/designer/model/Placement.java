package dev.weir.designer.model;

import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds places for the cards that have none, beside those that were placed by hand. */
final class Placement {

    private static final double ACROSS = 88;
    private static final double DOWN = 32;

    private final Graph graph;
    private final List<Node> placed = new ArrayList<>();
    private final Map<String, Spot> found = new LinkedHashMap<>();

    private Placement(Graph graph) {
        this.graph = graph;
    }

    /** A place for each card without one; cards that have one keep it. */
    static Map<String, Spot> missing(Graph graph, Layout layout) {
        var placement = new Placement(graph);
        var open = new ArrayList<Node>();
        for (Node node : graph.nodes()) {
            layout.spot(node.key())
                    .ifPresentOrElse(
                            spot -> placement.placed.add(node.at(spot)), () -> open.add(node));
        }
        while (!open.isEmpty()) {
            Node next =
                    open.stream()
                            .filter(node -> placement.beside(node).isPresent())
                            .findFirst()
                            .orElseGet(open::getFirst);
            placement.place(next, placement.beside(next).orElseGet(placement::below));
            open.remove(next);
        }
        return placement.found;
    }

    /** Right of what it reads, or left of what reads it. */
    private Optional<Spot> beside(Node node) {
        var wires = graph.wiresOf(node.key()).toList();
        Stream<Spot> behind =
                wires.stream()
                        .filter(wire -> wire.to().equals(node.key()))
                        .flatMap(wire -> spot(wire.from()).stream())
                        .map(spot -> spot.plus(CardShape.WIDTH + ACROSS, 0));
        Stream<Spot> before =
                wires.stream()
                        .map(Wire::to)
                        .flatMap(reader -> spot(reader).stream())
                        .map(spot -> spot.plus(-CardShape.WIDTH - ACROSS, 0));
        return Stream.concat(behind, before).findFirst();
    }

    private Optional<Spot> spot(String key) {
        return placed.stream().filter(node -> node.key().equals(key)).map(Node::spot).findFirst();
    }

    private Spot below() {
        double left = placed.stream().mapToDouble(node -> node.spot().x()).min().orElse(DOWN);
        double bottom = placed.stream().mapToDouble(Placement::bottom).max().orElse(0);
        return new Spot(left, bottom + DOWN);
    }

    /** Puts it there, or below what is in the way. */
    private void place(Node node, Spot wished) {
        Node card = node.at(wished.snapped());
        for (var other = inTheWay(card); other.isPresent(); other = inTheWay(card)) {
            card = node.at(new Spot(wished.x(), bottom(other.get()) + DOWN).snapped());
        }
        placed.add(card);
        found.put(card.key(), card.spot());
    }

    private Optional<Node> inTheWay(Node card) {
        return placed.stream()
                .filter(other ->
                        Math.abs(other.spot().x() - card.spot().x()) < CardShape.WIDTH + DOWN / 2
                                && other.spot().y() < bottom(card) + DOWN / 2
                                && card.spot().y() < bottom(other) + DOWN / 2)
                .findFirst();
    }

    private static double bottom(Node node) {
        return node.spot().y() + CardShape.height(node);
    }
}
