package dev.weir.core.file;

import dev.weir.api.ByteSize;
import dev.weir.api.Share;
import java.time.Duration;
import java.util.Optional;

/**
 * How a flow runs.
 *
 * @param checkpoint time between checkpoints
 * @param memory how much its batches may take
 * @param rejectedShare above this share of rejected rows a run fails; empty: never
 * @param rejectedAfter number of rows before the share is looked at
 */
public record RunSettings(
        Mode mode,
        Guarantee delivery,
        Duration checkpoint,
        ByteSize memory,
        Retry retry,
        Optional<Share> rejectedShare,
        long rejectedAfter) {

    public static final RunSettings DEFAULT =
            new RunSettings(
                    Mode.BATCH,
                    Guarantee.EXACTLY_ONCE,
                    Duration.ofSeconds(1),
                    new ByteSize(256L << 20),
                    Retry.DEFAULT,
                    Optional.of(new Share(0.1)),
                    1000);

    /** Whether a flow ends. */
    public enum Mode {
        BATCH,
        STREAM
    }

    /** What a crash may do to rows. */
    public enum Guarantee {
        EXACTLY_ONCE,
        AT_LEAST_ONCE
    }

    /**
     * How often a failing outside world is tried again.
     *
     * @param attempts after the first
     * @param pause before the first of them, doubled each time
     * @param longest limit of the pause
     */
    public record Retry(int attempts, Duration pause, Duration longest) {
        public static final Retry DEFAULT =
                new Retry(5, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }
}
