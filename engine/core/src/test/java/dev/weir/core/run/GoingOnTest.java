package dev.weir.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.file.RunSettings.Mode;
import dev.weir.core.plan.FlowVersion;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a start goes on from what earlier ones left. */
@Timeout(300)
class GoingOnTest extends EngineFixture {

    @Test
    void aNewRunGoesOnFromPositionsThatOutliveOne() throws Exception {
        assertEquals(FlowState.COMPLETED, run(appending(1000)).state());
        assertEquals(FlowState.COMPLETED, run(appending(1500)).state());

        assertEquals(counted(1500), numbers("out"));
    }

    /** What a fresh run was told to forget does not come back because the run ended early. */
    @Test
    void aFreshRunThatEndedBeforeItsFirstCheckpointStaysFresh() throws Exception {
        assertEquals(FlowState.COMPLETED, run(appending(1000)).state());
        try (var engine = engine()) {
            var down = appending(0, what -> away(what, "source starts"));
            var outcome = engine.start(setup(down), new RunOptions(true)).await();
            assertEquals(FlowState.FAILED, outcome.state());
        }

        try (var engine = engine()) {
            var flow = engine.start(setup(appending(1000)), RunOptions.DEFAULT);
            assertEquals(FlowState.COMPLETED, flow.await().state());
            assertEquals(1000, processor(flow, "out").rowsIn());
        }
    }

    @Test
    void aSplitThatIsGoneIsLeftAloneAndGoesOnWhenItComesBack() throws Exception {
        var opened = new AtomicLong();
        Outside counting = what -> opened.addAndGet(what.equals("split opens") ? 1 : 0);
        assertEquals(FlowState.COMPLETED, run(splits(2, counting)).state());
        assertEquals(2, opened.get());

        assertEquals(FlowState.COMPLETED, run(splits(1, counting)).state());
        assertEquals(3, opened.get(), "the second split is not there any more");

        assertEquals(FlowState.COMPLETED, run(splits(2, counting)).state());
        assertEquals(counted(200), numbers("out"));
    }

    @Test
    void aStreamThatHasEndedIsNotReadOnceMore() throws Exception {
        var graph =
                new GraphMaker()
                        .source("numbers", Numbers.of(2, 100, 30))
                        .sink("out", sink("out"), "numbers")
                        .graph();
        var version = new FlowVersion("1", Map.of(), "");
        for (int start = 0; start < 2; start++) {
            try (var engine = engine()) {
                var stream = setup(graph, version, Mode.STREAM);
                var outcome = engine.start(stream, RunOptions.DEFAULT).await();
                assertEquals(FlowState.COMPLETED, outcome.state());
            }
            assertEquals(counted(200), numbers("out"));
        }
    }

    @Test
    void aSourceHearsOfItsEndBeforeTheRunIsOver() throws Exception {
        var heard = new ConcurrentHashMap<String, Long>();
        var listening =
                new Outside() {
                    @Override
                    public void check(String what) {}

                    @Override
                    public void committed(String source, String split, long next) {
                        heard.put(split, next);
                    }
                };

        assertEquals(FlowState.COMPLETED, run(splits(3, listening)).state());

        assertEquals(Map.of("s0", 100L, "s1", 200L, "s2", 300L), heard);
    }

    @Test
    void whatFailsAfterAStopIsSaid() throws Exception {
        var graph =
                new GraphMaker()
                        .wires(100)
                        .source("numbers", new Numbers(1, 100_000, 10, 1, 0, false, pausing(2)))
                        .sink("out", sink("out", what -> away(what, "sink prepares")), "numbers")
                        .graph();
        try (var engine = engine()) {
            var flow = engine.start(setup(graph), RunOptions.DEFAULT);
            awaitThat(() -> processor(flow, "out").rowsIn() > 50);
            flow.stop();

            var outcome = flow.await();
            assertEquals(FlowState.STOPPED, outcome.state());
            assertEquals("processors.out: it is away", outcome.problem().orElseThrow().text());
        }
    }

    @Test
    void rejectedRowsCountAfterARestartToo() throws Exception {
        var slow = pausing(50);
        try (var engine = engine()) {
            var flow = engine.start(setup(rejecting(250, 2, slow)), RunOptions.DEFAULT);
            awaitThat(() ->
                    processor(flow, "bad").rejected() == 125 && flow.counters().epochs() >= 1);
            flow.stop();
            assertEquals(FlowState.STOPPED, flow.await().state());
        }

        var outcome = run(rejecting(250, 2, Outside.SOUND));

        assertEquals(FlowState.FAILED, outcome.state());
        assertEquals("WEIR-4006", outcome.problem().orElseThrow().code());
    }

    /** A source that refuses many of its rows, and beside it one with good ones. */
    private Graph rejecting(long rows, int rejectEvery, Outside good) {
        return new GraphMaker()
                .wires(1000)
                .source("bad", new Numbers(1, rows, 50, 1, rejectEvery, false, Outside.SOUND))
                .source("good", new Numbers(1, 800, 1, 1, 0, false, good))
                .sink("out", sink("out"), "bad", "good")
                .graph();
    }

    private static void away(String what, String which) throws IOException {
        if (what.equals(which)) {
            throw new IOException("it is away");
        }
    }

    private Graph splits(int splits, Outside outside) {
        return new GraphMaker()
                .source("numbers", new Numbers(splits, 100, 30, 1, 0, true, outside))
                .sink("out", sink("out"), "numbers")
                .graph();
    }

    private Graph appending(long rows) {
        return appending(rows, _ -> {});
    }

    private Graph appending(long rows, Outside outside) {
        Outside grown =
                new Outside() {
                    @Override
                    public void check(String what) throws IOException {
                        outside.check(what);
                    }

                    @Override
                    public long rows() {
                        return rows;
                    }
                };
        return new GraphMaker()
                .source("numbers", new Numbers(1, 0, 64, 1, 0, true, grown))
                .sink("out", sink("out"), "numbers")
                .graph();
    }
}
