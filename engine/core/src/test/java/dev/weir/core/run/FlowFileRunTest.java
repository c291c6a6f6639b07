package dev.weir.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.Plugin;
import dev.weir.api.Processor;
import dev.weir.core.deadletter.DeadLetters;
import dev.weir.core.file.Flow;
import dev.weir.core.file.FlowFile;
import dev.weir.core.plan.Plan;
import dev.weir.core.plan.PlanOptions;
import dev.weir.core.plan.Planner;
import dev.weir.core.plan.PortRef;
import dev.weir.core.problem.Problem;
import dev.weir.core.provenance.Provenance;
import dev.weir.core.spec.Catalog;
import dev.weir.core.state.LocalDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the text of a flow to its rows, dead letters, report, preview and tests. */
@Timeout(300)
class FlowFileRunTest {
    private static final String FLOW =
            """
            flow: numbers
            format: 1
            run: {rejected-share: 30%}
            processors:
              count: {type: count-to, last: 1000, batch: 64}
              odd: {type: no-multiples, of: 4, from: count}
              out: {type: write-numbers, path: out, from: odd}
            tests:
              four is rejected:
                given: {count: [{number: 3}, {number: 4}, {number: 5}, {number: 5}]}
                expect: {odd: [{number: 5}, {number: 3}, {number: 5}], odd.rejected: [{_column: number}]}
              nobody likes seven:
                given: {count: [{number: 7}, {number: 8}]}
                expect: {odd: [{number: 9}]}
            """;

    @TempDir Path folder;

    @Test
    void writesWhatWasNotRejected() throws Exception {
        run(FLOW);

        var expected = LongStream.rangeClosed(1, 1000).filter(n -> n % 4 != 0).boxed().toList();
        assertEquals(expected, Segments.numbers(new LocalDisk(), folder.resolve("out")));
    }

    @Test
    void keepsWhatWasRejectedAndNobodyReads() throws Exception {
        run(FLOW);

        var letters = new DeadLetters(folder.resolve("data"), flow(FLOW));
        assertEquals(
                List.of(new DeadLetters.Group("odd", "TEST-2", 250, "is a multiple")),
                letters.list());
        var newest = new ObjectMapper().readTree(letters.show(1).getFirst());
        assertEquals("{\"number\":1000}", newest.path("_values").asText());
        assertEquals("numbers", newest.path("_file").asText());
        assertEquals("number", newest.path("_column").asText());
        assertEquals(250, letters.purge());
        assertEquals(List.of(), letters.list());
        run(FLOW);
        assertEquals(250, letters.list().getFirst().rows());
    }

    @Test
    void failsWhenTooMuchIsRejected() throws Exception {
        var outcome = start(FLOW.replace("30%", "20%"));

        assertEquals(FlowState.FAILED, outcome.state());
        assertEquals("WEIR-4006", outcome.problem().orElseThrow().code());
        var text = outcome.problem().orElseThrow().text();
        assertTrue(text.matches("run: 2\\d\\d of 1,000 rows .* more than 20%; .*"), text);
        var letters = new DeadLetters(folder.resolve("data"), flow(FLOW));
        long seen = letters.list().getFirst().rows();
        assertTrue(seen >= Long.parseLong(text.substring(5, 8)), "the reason can be looked at");
        assertEquals(List.of(), Segments.numbers(new LocalDisk(), folder.resolve("out")));
    }

    @Test
    void reportsRowsOfEveryPort() throws Exception {
        try (var engine = engine()) {
            var flow = engine.start(plan(FLOW), RunOptions.DEFAULT);
            flow.await();
            var report = new ObjectMapper().readTree(flow.report());

            assertEquals("numbers", report.path("flow").asText());
            assertEquals(1, report.path("epochs").asInt());
            var odd = report.path("processors").path("odd");
            assertEquals(1000, odd.path("rowsIn").asInt());
            assertEquals(750, odd.path("rowsOut").path("out").asInt());
            assertEquals(250, odd.path("rowsOut").path("rejected").asInt());
            assertEquals(250, odd.path("rejected").asInt());
            assertTrue(odd.path("bytesIn").asLong() >= 8000);
            assertEquals(3, report.path("processors").size());
            assertTrue(report.path("peakMemoryBytes").asLong() > 1 << 20);
        }
    }

    @Test
    void tellsWhatHappenedToARow() throws Exception {
        run(FLOW);

        var provenance = new Provenance(folder.resolve("data"), flow(FLOW));
        assertEquals(
                List.of("RECEIVE count.out 64", "REJECT odd.rejected 16", "SEND out. 48"),
                provenance.row("numbers", 70).stream()
                        .map(e ->
                                "%s %s.%s %d"
                                        .formatted(e.kind(), e.processor(), e.port(), e.rows()))
                        .sorted()
                        .toList());
    }

    @Test
    void previewsThePortOfATransformWithoutWriting() throws Exception {
        var plan = plan(FLOW);
        try (var rows = Preview.rows(plan, PortRef.parse("odd"), 5)) {
            var numbers = (BigIntVector) rows.batches().getFirst().vector("number");
            assertEquals(5, rows.batches().getFirst().rows());
            assertEquals(
                    List.of(1L, 2L, 3L, 5L, 6L),
                    LongStream.range(0, 5).map(i -> numbers.get((int) i)).boxed().toList());
        }
        try (var rows = Preview.rows(plan, PortRef.parse("odd.rejected"), 1000)) {
            assertEquals(250, rows.batches().stream().mapToInt(b -> b.rows()).sum());
            assertTrue(rows.complete());
        }
        assertEquals(List.of(), Segments.numbers(new LocalDisk(), folder.resolve("out")));
    }

    @Test
    void runsTheTestsOfAFlow() throws Exception {
        var options = options();
        var results = FlowTests.run(flow(FLOW), catalog(), options);

        assertEquals(List.of(), results.getFirst().problems());
        assertEquals(
                List.of(
                        "tests.nobody likes seven: odd lacks {\"number\":9}; has, not expected, {\"number\":7}"),
                results.getLast().problems().stream()
                        .map(problem -> problem.path() + ": " + problem.message())
                        .toList());
    }

    private void run(String text) throws Exception {
        var outcome = start(text);
        assertEquals(FlowState.COMPLETED, outcome.state(), outcome.toString());
    }

    private Outcome start(String text) throws Exception {
        try (var engine = engine()) {
            return engine.start(plan(text), RunOptions.DEFAULT).await();
        }
    }

    private Engine engine() {
        return Engine.open(EngineOptions.of(folder.resolve("data")));
    }

    private Plan plan(String text) {
        var planned = Planner.plan(flow(text), catalog(), options());
        var errors = planned.problems().stream().filter(Problem::isError).map(Problem::text);
        assertEquals(List.of(), errors.toList());
        return planned.plan().orElseThrow();
    }

    private PlanOptions options() {
        return new PlanOptions(
                Map.of(), java.util.Optional.empty(), folder, folder.resolve("data"));
    }

    private Flow flow(String text) {
        var parsed = FlowFile.parse(text, folder.resolve("numbers.flow.yaml"));
        assertEquals(List.of(), parsed.problems());
        return parsed.flow().orElseThrow();
    }

    private static Catalog catalog() {
        Plugin plugin =
                new Plugin() {
                    @Override
                    public List<Class<? extends Processor>> processors() {
                        return List.of(CountTo.class, NoMultiples.class, WriteNumbers.class);
                    }
                };
        return Catalog.of(List.of(plugin));
    }
}
