package dev.weir.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.file.RunSettings.Mode;
import dev.weir.core.plan.FlowVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the rows are seen that a sink holds back. */
@Timeout(300)
class HeldRowsTest extends EngineFixture {

    private static final Outside ENDLESS =
            new Outside() {
                @Override
                public void check(String what) {}

                @Override
                public boolean isEndless() {
                    return true;
                }
            };

    @Test
    void areShownInTimeAlthoughNothingMoves() throws Exception {
        try (var engine = engine()) {
            var flow = start(engine, Duration.ofMillis(200));
            awaitThat(() -> shown().equals(counted(100)));
            flow.stop();
            assertEquals(FlowState.STOPPED, flow.await().state());
        }
        assertEquals(counted(100), numbers("out"));
    }

    @Test
    void areShownWhenTheFlowIsStopped() throws Exception {
        try (var engine = engine()) {
            var flow = start(engine, Duration.ofDays(1));
            awaitThat(() -> flow.counters().epochs() >= 1);
            assertEquals(List.of(), numbers("out"));
            flow.stop();
            assertEquals(FlowState.STOPPED, flow.await().state());
        }
        assertEquals(counted(100), numbers("out"));
    }

    @Test
    void areStillHeldAfterARestart() throws Exception {
        try (var engine = engine()) {
            var flow = start(engine, Duration.ofDays(1));
            awaitThat(() -> flow.counters().epochs() >= 1);
            flow.cancel();
            flow.await();
            assertEquals(List.of(), numbers("out"));
        }
        try (var engine = engine()) {
            var flow = start(engine, Duration.ofMillis(50));
            awaitThat(() -> shown().equals(counted(100)));
            flow.cancel();
            flow.await();
        }
    }

    private List<Long> shown() {
        try {
            return numbers("out");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private RunningFlow start(Engine engine, Duration hold) throws Exception {
        var graph =
                new GraphMaker()
                        .source("numbers", new Numbers(1, 100, 100, 1, 0, false, ENDLESS))
                        .sink("out", sink("out", hold), "numbers")
                        .graph();
        var version = new FlowVersion("1", Map.of(), "");
        return engine.start(setup(graph, version, Mode.STREAM), RunOptions.DEFAULT);
    }

    private Segments sink(String name, Duration hold) {
        return new Segments(disk, folder.resolve(name), names, Outside.SOUND, hold);
    }
}
