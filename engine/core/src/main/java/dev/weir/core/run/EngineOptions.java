package dev.weir.core.run;

import java.nio.file.Path;
import java.time.Clock;

/**
 * What an engine is opened with.
 *
 * @param dataFolder where the state of all flows is kept
 * @param clock the only clock that flows see
 * @param threads how many tasks work at the same time
 */
public record EngineOptions(Path dataFolder, Clock clock, int threads) {

    /** The machine's clock, and a thread for each of its processors, two at least. */
    public static EngineOptions of(Path dataFolder) {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new EngineOptions(dataFolder, Clock.systemUTC(), threads);
    }
}
