package dev.weir.designer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.file.FlowFile;
import dev.weir.core.plan.PlanOptions;
import dev.weir.core.problem.Problem;
import dev.weir.core.spec.Catalog;
import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.Graph.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphReadingTest {

    private static final String FLOW =
            """
            flow: orders
            format: 1
            processors:
              orders: {type: csv-files, path: orders.csv, columns: {id: int64, status: utf8}}
              keep: {type: filter, from: orders, where: status = 'done'}
              bad: {type: print, from: [orders.errors, keep.errors]}
            """;

    @TempDir Path folder;
    private Checking checking = new Checking(Catalog.of(List.of()), PlanOptions.of(Path.of("")));

    @BeforeEach
    void loadProcessors() throws IOException {
        checking = new Checking(Catalog.load(folder.resolve("plugins")), PlanOptions.of(folder));
        Files.writeString(folder.resolve("orders.csv"), "id,status\n1,done\n");
    }

    private Path file() {
        return folder.resolve("orders.flow.yaml");
    }

    private Graph read(Document document) {
        var flow = FlowFile.parse(document.text(), file()).flow().orElseThrow();
        return new GraphReading(checking.catalog())
                .read(flow, document, checking.check(document, file()));
    }

    @Test
    void cardsHaveTheirPortsAndWires() {
        var graph = read(Document.of(FLOW, Layout.EMPTY));

        var orders = graph.node("orders").orElseThrow();
        assertEquals(Family.SOURCE, orders.family());
        assertEquals(List.of(), orders.inputs());
        assertEquals(List.of("out", "errors"), orders.outputs());
        var keep = graph.node("keep").orElseThrow();
        assertEquals(List.of("input"), keep.inputs());
        assertEquals(List.of("out", "rest", "errors"), keep.outputs());
        assertEquals(
                List.of(
                        new Wire("orders", "out", "keep", "input"),
                        new Wire("orders", "errors", "bad", "input"),
                        new Wire("keep", "errors", "bad", "input")),
                graph.wires());
    }

    @Test
    void problemsStandAtTheirCard() {
        var graph = read(Document.of(FLOW.replace("where: status", "where: statuz"), Layout.EMPTY));

        assertEquals(1, graph.node("keep").orElseThrow().errors());
        assertEquals(0, graph.node("orders").orElseThrow().errors());
    }

    @Test
    void aSinkThatWaitsForItsWireIsASink() {
        var document =
                new Document(
                        FLOW + "  lake: {type: jsonl-files, path: out.jsonl}\n",
                        Layout.EMPTY,
                        Set.of("lake"));

        var lake = read(document).node("lake").orElseThrow();
        var problems = checking.check(document, file()).problemsOf("lake");

        assertEquals(List.of("input"), lake.inputs());
        assertEquals(Family.SINK, lake.family());
        assertEquals(
                List.of("has no input yet; draw a wire to it"),
                problems.stream().map(Problem::message).toList());
    }

    @Test
    void anEmptyFlowIsNotWrong() {
        var checked = checking.check(Document.blank("new"), folder.resolve("new.flow.yaml"));

        assertTrue(checked.problems().isEmpty(), () -> checked.problems().toString());
    }
}
