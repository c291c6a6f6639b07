package dev.weir.core.run;

import dev.weir.core.file.RunSettings.Retry;
import java.time.Duration;
import java.util.Optional;

/**
 * How often and how soon a flow tries again. A checkpoint in between makes it start over; a stream
 * flow never gives up, but says so loudly.
 */
final class Retries {
    private final Retry policy;
    private final boolean isEndless;
    private int used;

    Retries(Retry policy, boolean isEndless) {
        this.policy = policy;
        this.isEndless = isEndless;
    }

    void succeeded() {
        used = 0;
    }

    /** Whether there have been more failures in a row than the policy allows for. */
    boolean isLate() {
        return used > policy.attempts();
    }

    /** How long to wait before the next attempt; empty if there should be none. */
    Optional<Duration> next() {
        if (used >= policy.attempts() && !isEndless) {
            return Optional.empty();
        }
        var pause = policy.pause().multipliedBy(1L << Math.min(used, 20));
        used++;
        return Optional.of(pause.compareTo(policy.longest()) > 0 ? policy.longest() : pause);
    }
}
