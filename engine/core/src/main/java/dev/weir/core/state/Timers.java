package dev.weir.core.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Pending timers of one task; setting one twice is once. Used by the task's thread only. */
public final class Timers {
    private static final int LIMIT = 1_000_000;

    private final TreeSet<Instant> pending = new TreeSet<>();

    public void set(Instant time) {
        if (pending.size() >= LIMIT && !pending.contains(time)) {
            throw new IllegalStateException(
                    "a task may have %,d timers at most; round their times".formatted(LIMIT));
        }
        pending.add(time);
    }

    /** Earliest pending timer. */
    public Optional<Instant> next() {
        return pending.isEmpty() ? Optional.empty() : Optional.of(pending.first());
    }

    /** Takes the earliest timer that is due. */
    public Optional<Instant> takeDue(Instant now) {
        return next().filter(time -> !time.isAfter(now)).map(time -> pending.pollFirst());
    }

    public List<Instant> snapshot() {
        return List.copyOf(pending);
    }

    public void restore(List<Instant> times) {
        pending.addAll(times);
    }
}
