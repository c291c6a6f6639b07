package dev.weir.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.Batch;
import dev.weir.api.JsonRows;
import dev.weir.api.WireSchema;
import dev.weir.core.checkpoint.PlainJson;
import dev.weir.core.file.Flow;
import dev.weir.core.file.FlowTest;
import dev.weir.core.file.MapNode;
import dev.weir.core.plan.PortRef;
import dev.weir.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One test of a flow: runs what lies between the given and the expected, and compares both as JSON,
 * so that a value is what it is in its column's type, however the test writes it.
 */
final class TestRun {
    private static final String CODE = "WEIR-4015";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int SHOWN = 5;
    private static final int ROWS_AT_MOST = 10_000;

    private final Flow flow;
    private final Graph graph;
    private final FlowTest test;
    private final Map<PortRef, Set<String>> columns = new HashMap<>();

    // Guarded by this.
    private final Map<PortRef, List<String>> seen = new HashMap<>();

    TestRun(Flow flow, Graph graph, FlowTest test) {
        this.flow = flow;
        this.graph = graph;
        this.test = test;
    }

    List<Problem> problems() throws InterruptedException {
        var ports = test.expect().keySet().stream().map(PortRef::parse).toList();
        for (PortRef port : ports) {
            columns.put(port, named(port));
        }
        try (var memory = new RootAllocator()) {
            var part = given().before(ports);
            var ending = SideRun.run(flow, part, ports, (p, b, _) -> saw(p, b), memory, LIMIT);
            if (!(ending instanceof Attempt.Ending.Completed)) {
                return List.of(problem("it did not end within %d s".formatted(LIMIT.toSeconds())));
            }
            var problems = new ArrayList<Problem>();
            for (PortRef port : ports) {
                compare(port, memory).ifPresent(problems::add);
            }
            return problems;
        } catch (FlowFailed e) {
            return List.of(e.problem());
        } catch (GivenRows.Unreadable e) {
            return List.of(problem(String.valueOf(e.getMessage())));
        }
    }

    /** The graph with sources of given rows in the place of the processors that would make them. */
    private Graph given() throws GivenRows.Unreadable {
        Map<String, Map<String, List<MapNode>>> byProcessor = new LinkedHashMap<>();
        for (var entry : test.given().entrySet()) {
            PortRef port = PortRef.parse(entry.getKey());
            byProcessor
                    .computeIfAbsent(port.processor(), _ -> new HashMap<>())
                    .put(port.port(), entry.getValue());
            check(port, entry.getValue());
        }
        var nodes = new ArrayList<Graph.Node>();
        for (Graph.Node node : graph.nodes()) {
            var rows = byProcessor.get(node.key());
            nodes.add(rows == null ? node : replaced(node, rows));
        }
        var edges = graph.edges().stream().filter(e -> !byProcessor.containsKey(e.to())).toList();
        return new Graph(nodes, edges);
    }

    private static Graph.Node replaced(Graph.Node node, Map<String, List<MapNode>> rows) {
        return new Graph.Node(
                node.key(),
                new GivenSource(rows, node.outputs()),
                1,
                List.of(),
                node.outputPorts(),
                dev.weir.api.Inputs.none(),
                node.outputs());
    }

    /** Finds values that do not fit before anything runs, so that the message is about the test. */
    private void check(PortRef port, List<MapNode> rows) throws GivenRows.Unreadable {
        try (var memory = new RootAllocator();
                var _ = GivenRows.batch(schema(port), rows, memory)) {
            // Only to see whether it can be made.
        }
    }

    private Schema schema(PortRef port) {
        return graph.node(port.processor()).outputs().all().get(port.port())
                        instanceof WireSchema.Single(Schema schema)
                ? schema
                : new Schema(List.of());
    }

    private Set<String> named(PortRef port) {
        var names = new LinkedHashSet<String>();
        expected(port).forEach(row -> names.addAll(row.names()));
        return names;
    }

    private List<MapNode> expected(PortRef port) {
        for (var entry : test.expect().entrySet()) {
            if (PortRef.parse(entry.getKey()).equals(port)) {
                return entry.getValue();
            }
        }
        return List.of();
    }

    private synchronized void saw(PortRef port, Batch batch) {
        var rows = seen.computeIfAbsent(port, _ -> new ArrayList<>());
        if (rows.size() < ROWS_AT_MOST) {
            rows.addAll(json(batch, columns.getOrDefault(port, Set.of())));
        }
    }

    /**
     * Each row as JSON, only of the columns that the test names, in one order; all if it names
     * none.
     */
    private static List<String> json(Batch batch, Set<String> columns) {
        var rows = new ArrayList<String>();
        for (int row = 0; row < batch.rows(); row++) {
            var text = JsonRows.object(batch, row);
            rows.add(columns.isEmpty() ? text : named(PlainJson.parse(text), columns));
        }
        return rows;
    }

    private static String named(JsonNode row, Set<String> columns) {
        return columns.stream()
                .map(column -> "\"%s\":%s".formatted(column, row.path(column)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private synchronized Optional<Problem> compare(PortRef port, BufferAllocator memory)
            throws GivenRows.Unreadable {
        var missing = new ArrayList<String>();
        try (var batch = GivenRows.batch(schema(port), expected(port), memory)) {
            missing.addAll(json(batch, columns.getOrDefault(port, Set.of())));
        }
        var unexpected = new ArrayList<>(seen.getOrDefault(port, List.of()));
        for (String row : List.copyOf(missing)) {
            if (unexpected.remove(row)) {
                missing.remove(row);
            }
        }
        if (missing.isEmpty() && unexpected.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(problem("%s %s".formatted(port, difference(missing, unexpected))));
    }

    private static String difference(List<String> missing, List<String> unexpected) {
        var parts = new ArrayList<String>();
        if (!missing.isEmpty()) {
            parts.add("lacks " + some(missing));
        }
        if (!unexpected.isEmpty()) {
            parts.add("has, not expected, " + some(unexpected));
        }
        return String.join("; ", parts);
    }

    private static String some(List<String> rows) {
        var shown = String.join(", ", rows.subList(0, Math.min(SHOWN, rows.size())));
        int more = rows.size() - SHOWN;
        return more > 0 ? "%s and %,d more".formatted(shown, more) : shown;
    }

    private Problem problem(String message) {
        return new Problem(
                Problem.Level.ERROR,
                CODE,
                Optional.of(test.mark()),
                "tests." + test.name(),
                message);
    }
}
