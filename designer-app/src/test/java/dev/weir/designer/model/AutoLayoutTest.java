package dev.weir.designer.model;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AutoLayoutTest {

    private static Node card(String key) {
        return new Node(
                key,
                "filter",
                Family.TRANSFORM,
                List.of("input"),
                List.of("out", "errors"),
                new Spot(0, 0),
                0,
                0);
    }

    @Test
    void rowsFlowFromLeftToRight() {
        var graph =
                new Graph(
                        List.of(card("c"), card("a"), card("b")),
                        List.of(
                                new Wire("a", "out", "b", "input"),
                                new Wire("b", "out", "c", "input")));

        var spots = AutoLayout.arrange(graph);

        assertEquals(3, spots.size());
        assertTrue(
                requireNonNull(spots.get("a")).x() + CardShape.WIDTH
                        < requireNonNull(spots.get("b")).x());
        assertTrue(
                requireNonNull(spots.get("b")).x() + CardShape.WIDTH
                        < requireNonNull(spots.get("c")).x());
    }

    @Test
    void cardsDoNotOverlap() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var nodes = new ArrayList<Node>();
        var wires = new ArrayList<Wire>();
        for (int i = 0; i < 120; i++) {
            nodes.add(card("p" + i));
            for (int k = 0; k < 2 && i > 0; k++) {
                wires.add(new Wire("p" + random.nextInt(i), "out", "p" + i, "input"));
            }
        }

        var spots = AutoLayout.arrange(new Graph(nodes, wires));

        double height = CardShape.height(nodes.getFirst());
        for (int i = 0; i < 120; i++) {
            for (int j = 0; j < i; j++) {
                Spot a = requireNonNull(spots.get("p" + i));
                Spot b = requireNonNull(spots.get("p" + j));
                boolean overlap =
                        Math.abs(a.x() - b.x()) < CardShape.WIDTH
                                && Math.abs(a.y() - b.y()) < height;
                assertFalse(overlap, "p%d and p%d, seed %d".formatted(i, j, seed));
            }
        }
    }
}
