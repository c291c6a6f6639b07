package dev.weir.designer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final double ACROSS = CardShape.WIDTH + 88;

    private static Node node(String key) {
        return new Node(
                key,
                "filter",
                Family.TRANSFORM,
                List.of("input"),
                List.of("out"),
                new Spot(0, 0),
                0,
                0);
    }

    private static Graph graph(List<String> keys, List<Wire> wires) {
        return new Graph(keys.stream().map(PlacementTest::node).toList(), wires);
    }

    private static Wire wire(String from, String to) {
        return new Wire(from, "out", to, "input");
    }

    private static Spot spot(Map<String, Spot> spots, String key) {
        return Optional.ofNullable(spots.get(key)).orElseThrow();
    }

    @Test
    void standsBesideWhatItIsWiredTo() {
        var spots =
                Placement.missing(
                        graph(
                                List.of("late", "first", "hand", "alone"),
                                List.of(wire("first", "hand"), wire("hand", "late"))),
                        new Layout(Map.of("hand", new Spot(400, 80))));

        assertEquals(new Spot(400 + ACROSS, 80).snapped(), spots.get("late"));
        assertEquals(new Spot(400 - ACROSS, 80).snapped(), spots.get("first"));
        assertEquals(spot(spots, "first").x(), spot(spots, "alone").x());
        assertTrue(spot(spots, "alone").y() > 80);
        assertEquals(3, spots.size());
    }

    @Test
    void nothingIsCovered() {
        var spots =
                Placement.missing(
                        graph(
                                List.of("hand", "there", "a", "b"),
                                List.of(wire("hand", "a"), wire("hand", "b"))),
                        new Layout(
                                Map.of("hand", new Spot(0, 0), "there", new Spot(ACROSS - 40, 8))));

        double height = CardShape.height(node("a"));
        assertTrue(spot(spots, "a").y() >= 8 + height, spots::toString);
        assertTrue(spot(spots, "b").y() >= spot(spots, "a").y() + height, spots::toString);
    }
}
