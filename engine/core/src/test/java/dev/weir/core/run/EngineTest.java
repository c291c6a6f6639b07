package dev.weir.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.plan.FlowVersion;
import dev.weir.core.plan.PortRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EngineTest extends EngineFixture {

    @Test
    void carriesEveryRowFromSourceToSink() throws Exception {
        var graph =
                new GraphMaker()
                        .source("numbers", Numbers.of(3, 1000, 64))
                        .transform("pass", new PassOn(2, 1), "numbers")
                        .sink("out", sink("out"), "pass")
                        .graph();

        var outcome = run(graph);

        assertEquals(FlowState.COMPLETED, outcome.state(), outcome.toString());
        assertEquals(counted(3000), numbers("out"));
    }

    @Test
    void goesOnAfterAStopAndCountsOverBoth() throws Exception {
        var graph =
                new GraphMaker()
                        .wires(200)
                        .source("numbers", new Numbers(2, 2000, 10, 3, 0, false, pausing(5)))
                        .transform("pass", new PassOn(2, 1), "numbers")
                        .sink("out", sink("out"), "pass")
                        .graph();
        String run;
        try (var engine = engine()) {
            var flow = engine.start(setup(graph), RunOptions.DEFAULT);
            run = flow.run();
            awaitThat(() -> flow.counters().epochs() >= 2);
            flow.stop();
            var outcome = flow.await();
            assertEquals(FlowState.STOPPED, outcome.state(), outcome.toString());
            assertTrue(outcome.resumable());
            assertEquals(List.of(), numbers("out"));
        }
        try (var engine = engine()) {
            var flow = engine.start(setup(graph), RunOptions.DEFAULT);
            assertEquals(FlowState.COMPLETED, flow.await().state());
            assertEquals(run, flow.run());
            assertEquals(counted(4000), numbers("out"));
            assertEquals(4000, processor(flow, "out").rowsIn());
        }
    }

    @Test
    void replacesWhatTheLastRunWrote() throws Exception {
        assertEquals(FlowState.COMPLETED, run(copies(1000)).state());
        assertEquals(FlowState.COMPLETED, run(copies(500)).state());

        assertEquals(counted(500), numbers("out"));
    }

    @Test
    void anInterruptedRunOfAChangedFlowIsRefusedUntilItIsFresh() throws Exception {
        var graph = slow(Outside.SOUND);
        try (var engine = engine()) {
            var flow = engine.start(setup(graph), RunOptions.DEFAULT);
            awaitThat(() -> flow.counters().epochs() >= 1);
            flow.cancel();
            assertEquals(FlowState.STOPPED, flow.await().state());

            var changed = setup(graph, new FlowVersion("2", Map.of("numbers", "2"), ""));
            var refused =
                    assertThrows(
                            FlowRefused.class, () -> engine.start(changed, RunOptions.DEFAULT));
            assertEquals("WEIR-4002", refused.problem().code());
            assertTrue(refused.problem().message().contains("--fresh"), refused.problem().text());

            assertEquals(
                    FlowState.COMPLETED,
                    engine.start(changed, new RunOptions(true)).await().state());
        }
        assertEquals(counted(3000), numbers("out"));
    }

    @Test
    void oneFlowRunsOnceAtATime() throws Exception {
        try (var engine = engine();
                var other = engine()) {
            var flow = engine.start(setup(slow(Outside.SOUND)), RunOptions.DEFAULT);
            var refused =
                    assertThrows(
                            FlowRefused.class,
                            () -> other.start(setup(slow(Outside.SOUND)), RunOptions.DEFAULT));
            assertEquals("WEIR-4001", refused.problem().code());
            var pid = "process " + ProcessHandle.current().pid();
            assertTrue(refused.problem().message().contains(pid), refused.problem().text());
            flow.cancel();
        }
    }

    @Test
    void triesAgainWhenTheOutsideWorldFails() throws Exception {
        var failures = new AtomicLong(3);
        Outside shaky =
                what -> {
                    if (what.equals("sink writes") && failures.getAndDecrement() > 0) {
                        throw new IOException("the target is away");
                    }
                };
        var graph =
                new GraphMaker()
                        .source("numbers", Numbers.of(1, 1000, 64))
                        .sink("out", sink("out", shaky), "numbers")
                        .graph();
        try (var engine = engine()) {
            var flow = engine.start(setup(graph), RunOptions.DEFAULT);
            assertEquals(FlowState.COMPLETED, flow.await().state());
            assertEquals(3, flow.bulletins().size());
            assertEquals("WEIR-4010", flow.bulletins().getFirst().code());
        }
        assertEquals(counted(1000), numbers("out"));
    }

    @Test
    void givesUpAfterTheLastAttempt() throws Exception {
        Outside down =
                what -> {
                    throw new IOException("the source is away");
                };
        var graph =
                new GraphMaker()
                        .source("numbers", new Numbers(1, 10, 5, 1, 0, false, down))
                        .sink("out", sink("out"), "numbers")
                        .graph();

        var outcome = run(graph);

        assertEquals(FlowState.FAILED, outcome.state());
        assertFalse(outcome.bug());
        assertEquals(
                "processors.numbers: the source is away", outcome.problem().orElseThrow().text());
    }

    @Test
    void aBugFailsTheFlowAtOnce() throws Exception {
        var graph =
                new GraphMaker()
                        .source("numbers", Numbers.of(1, 10, 5))
                        .transform(
                                "broken",
                                new Inline(_ ->
                                        (_, batch, _) -> {
                                            batch.close();
                                            throw new IllegalStateException("oops");
                                        }),
                                "numbers")
                        .sink("out", sink("out"), "broken")
                        .graph();

        var outcome = run(graph);

        assertEquals(FlowState.FAILED, outcome.state());
        assertTrue(outcome.bug());
        assertEquals("WEIR-4004", outcome.problem().orElseThrow().code());
        assertEquals("processors.broken", outcome.problem().orElseThrow().path());
    }

    @Test
    void aLeakedByteFailsTheFlow() throws Exception {
        var graph =
                new GraphMaker()
                        .source("numbers", Numbers.of(1, 10, 5))
                        .transform("leaky", new Inline(_ -> (_, _, _) -> {}), "numbers")
                        .graph();

        var outcome = run(graph);

        assertEquals(FlowState.FAILED, outcome.state());
        assertEquals("WEIR-4007", outcome.problem().orElseThrow().code());
    }

    @Test
    void aTaskThatEmitsFarMoreThanFitsIsParkedAndStillFinishes() throws Exception {
        var graph =
                new GraphMaker()
                        .wires(10)
                        .source("numbers", Numbers.of(1, 100, 10))
                        .transform("many", new PassOn(0, 100), "numbers")
                        .sink("out", sink("out", pausing(1)), "many")
                        .graph();
        try (var engine = engine()) {
            var flow = engine.start(setup(graph), RunOptions.DEFAULT);
            assertEquals(FlowState.COMPLETED, flow.await().state());
            assertTrue(processor(flow, "many").blockedNanos() > 0);
        }
        assertEquals(10_000, numbers("out").size());
    }

    @Test
    void timersAndKeyedStateOutliveARestart() throws Exception {
        var graph =
                new GraphMaker()
                        .wires(50)
                        .source("numbers", new Numbers(1, 3000, 7, 1, 0, false, pausing(2)))
                        .transform("once", new FirstOfTen(), "numbers")
                        .sink("out", sink("out"), "once")
                        .graph();
        try (var engine = engine()) {
            var flow = engine.start(setup(graph), RunOptions.DEFAULT);
            awaitThat(() -> flow.counters().epochs() >= 2);
            flow.stop();
            assertEquals(FlowState.STOPPED, flow.await().state());
        }
        assertEquals(FlowState.COMPLETED, run(graph).state());
        assertEquals(LongStream.range(0, 300).map(n -> n * 10).boxed().toList(), numbers("out"));
    }

    @Test
    void aTransformGoesOnWithItsStateWhenTheColumnsChange() throws Exception {
        var columns = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
        var graph =
                new GraphMaker()
                        .add("wider", new Widening(), dev.weir.api.Outputs.of(Numbers.SCHEMA))
                        .transform("pass", new PassOn(3, 1), "wider")
                        .transform(
                                "look",
                                new Inline(_ ->
                                        (_, batch, _) -> {
                                            columns.add(batch.schema().getFields().size());
                                            batch.close();
                                        }),
                                "pass")
                        .graph();

        var outcome = run(graph);

        assertEquals(FlowState.COMPLETED, outcome.state(), outcome.toString());
        assertEquals(List.of(1, 2), List.copyOf(columns));
    }

    @Test
    void aSinkThatCannotTakeOtherColumnsFailsLoudly() throws Exception {
        var graph =
                new GraphMaker()
                        .add("wider", new Widening(), dev.weir.api.Outputs.of(Numbers.SCHEMA))
                        .sink("out", sink("out"), "wider")
                        .graph();

        var outcome = run(graph);

        assertEquals(
                "processors.out: the columns that wider brings have changed: the flow has to be started again, so that it is checked",
                outcome.problem().orElseThrow().text());
    }

    @Test
    void aTapSeesEveryBatchUntilItIsClosed() throws Exception {
        var seen = new AtomicLong();
        try (var engine = engine()) {
            var flow = engine.start(setup(slow(Outside.SOUND)), RunOptions.DEFAULT);
            try (var _ = flow.tap(PortRef.parse("numbers"), b -> seen.addAndGet(b.rows()))) {
                awaitThat(() -> seen.get() > 100);
            }
            flow.cancel();
            flow.await();
        }
    }

    private Graph copies(long rows) {
        return new GraphMaker()
                .source("numbers", Numbers.of(1, rows, 64))
                .sink("out", sink("out"), "numbers")
                .graph();
    }

    /** Takes a second or so. */
    private Graph slow(Outside sinkSide) {
        return new GraphMaker()
                .wires(100)
                .source("numbers", new Numbers(1, 3000, 10, 1, 0, false, pausing(3)))
                .sink("out", sink("out", sinkSide), "numbers")
                .graph();
    }
}
