package dev.weir.core.run;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weir.core.state.Disk;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Nothing is lost and nothing doubled, whatever happens when. {@code
 * -Dweir.simulation.seeds=100000} runs more of them, {@code -Dweir.simulation.seed=42} one again.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("weir.simulation.seeds", 600);
    private static final long FIRST = Long.getLong("weir.simulation.first", 1);

    @Test
    void losesAndDoublesNothing() throws Exception {
        Long only = Long.getLong("weir.simulation.seed");
        if (only != null) {
            simulate(only, Function.identity());
            return;
        }
        int crashes = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            crashes += simulate(seed, Function.identity());
        }
        assertTrue(crashes > SEEDS / 10, "the simulation hardly ever crashed: " + crashes);
    }

    @Test
    void noticesThatSinksCommitBeforeTheCheckpointIsDurable() {
        assertTrue(failures(BrokenDisks::commitsTooEarly) > 0);
    }

    @Test
    void noticesThatTheCheckpointIsNotSynced() {
        assertTrue(failures(BrokenDisks::syncsNothing) > 0);
    }

    private static int failures(Function<Disk, Disk> stateDisk) {
        int failures = 0;
        for (long seed = 1; seed <= 60; seed++) {
            try {
                new Simulation(seed, stateDisk).run();
            } catch (Exception | AssertionError e) {
                failures++;
            }
        }
        return failures;
    }

    private static int simulate(long seed, Function<Disk, Disk> stateDisk) {
        var simulation = new Simulation(seed, stateDisk);
        try {
            simulation.run();
            return simulation.crashes();
        } catch (Exception | AssertionError e) {
            return fail(
                    "seed %d: run it again with -Dweir.simulation.seed=%d%n%s"
                            .formatted(seed, seed, simulation),
                    e);
        }
    }
}
