package dev.weir.designer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.designer.model.Graph.Spot;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void isWrittenInOrderAndReadBack() {
        var layout = new Layout(Map.of("keep", new Spot(40, 16.4), "orders", new Spot(-8, 0)));

        String json = layout.toJson();

        assertEquals(
                """
                {
                  "processors" : {
                    "keep" : {
                      "x" : 40,
                      "y" : 16
                    },
                    "orders" : {
                      "x" : -8,
                      "y" : 0
                    }
                  }
                }
                """,
                json.replace("\r\n", "\n"));
        assertEquals(
                new Layout(Map.of("keep", new Spot(40, 16), "orders", new Spot(-8, 0))),
                Layout.fromJson(json));
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        assertEquals(Layout.EMPTY, Layout.fromJson("{broken"));
        assertEquals(
                Map.of("b", new Spot(1, 2)),
                Layout.fromJson(
                                "{\"processors\": {\"a\": {\"x\": \"left\"}, \"b\": {\"x\": 1,"
                                        + " \"y\": 2}}}")
                        .spots());
    }

    @Test
    void standsBesideTheFlow() {
        assertEquals(
                Path.of("flows", "orders.layout.json"),
                Layout.fileOf(Path.of("flows", "orders.flow.yaml")));
    }
}
