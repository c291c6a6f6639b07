package dev.weir.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class HitTest {

    private static final Wire WIRE = new Wire("orders", "out", "keep", "input");
    private static final Graph GRAPH =
            new Graph(
                    List.of(
                            card("orders", List.of(), List.of("out", "errors"), 0),
                            card("keep", List.of("input"), List.of("out"), 400)),
                    List.of(WIRE));

    private static Node card(String key, List<String> inputs, List<String> outputs, double x) {
        return new Node(key, "filter", Family.TRANSFORM, inputs, outputs, new Spot(x, 0), 0, 0);
    }

    private static Hit at(double x, double y) {
        return Hit.find(GRAPH, x, y, 8);
    }

    @Test
    void findsWhatIsDrawn() {
        assertEquals(new Hit.OnCard("orders"), at(20, 20));
        assertEquals(
                new Hit.OnOutput("orders", "errors"), at(CardShape.WIDTH + 3, CardShape.portY(1)));
        assertEquals(new Hit.OnInput("keep", "input"), at(398, CardShape.portY(0)));
        assertEquals(new Hit.OnWire(WIRE), at((CardShape.WIDTH + 400) / 2, CardShape.portY(0) + 4));
        assertEquals(Hit.NOTHING, at(300, 300));
    }

    @Test
    void ofSeveralDotsWithinReachTheNearestIsMeant() {
        assertEquals(
                new Hit.OnOutput("orders", "errors"),
                Hit.find(GRAPH, CardShape.WIDTH, CardShape.portY(1) + 2, 60));
    }

    @Test
    void zoomingKeepsWhatIsUnderTheMouse() {
        var view = new Viewport(1, 30, -20);

        var zoomed = view.zoomedAt(200, 100, 2);

        assertEquals(view.toWorldX(200), zoomed.toWorldX(200), 1e-9);
        assertEquals(view.toWorldY(100), zoomed.toWorldY(100), 1e-9);
        assertEquals(Viewport.MIN, view.zoomedAt(0, 0, 0.0001).zoom());
    }

    @Test
    void fittingShowsAllOfIt() {
        var view = Viewport.fitting(GRAPH, 500, 300);

        for (Node node : GRAPH.nodes()) {
            assertTrue(view.toScreenX(node.spot().x()) >= 0);
            assertTrue(view.toScreenX(node.spot().x() + CardShape.WIDTH) <= 500);
        }
    }
}
