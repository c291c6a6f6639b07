package dev.weir.designer.engine;

import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Live;
import dev.weir.designer.model.Live.Activity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a flow stands at one moment. Immutable.
 *
 * @param state none if the engine does not know the flow
 * @param message why it failed
 * @param counters by processor
 */
public record Progress(
        State state,
        Optional<String> message,
        double seconds,
        Map<String, Counters> counters,
        Map<Graph.Wire, Live.Load> loads,
        List<Note> notes) {

    public static final Progress NONE =
            new Progress(State.NONE, Optional.empty(), 0, Map.of(), Map.of(), List.of());

    public Progress {
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
        loads = Map.copyOf(loads);
        notes = List.copyOf(notes);
    }

    /** Where a flow is in its life. */
    public enum State {
        NONE("Not running"),
        STARTING("Starting"),
        RUNNING("Running"),
        WAITING("Waiting to try again"),
        STOPPING("Stopping"),
        COMPLETED("Completed"),
        STOPPED("Stopped"),
        FAILED("Failed"),
        /** The engine does not answer; what the flow does is not known. */
        UNREACHABLE("Not reachable");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        public boolean isActive() {
            return this == STARTING || this == RUNNING || this == WAITING || this == STOPPING;
        }
    }

    /** What a processor has done so far. */
    public record Counters(
            long rowsIn,
            Map<String, Long> rowsOut,
            long rejected,
            double busySeconds,
            double blockedSeconds) {
        public Counters {
            rowsOut = Collections.unmodifiableMap(new LinkedHashMap<>(rowsOut));
        }
    }

    /** Something that the engine wants people to know. */
    public record Note(
            Instant time, String severity, String processor, String code, String message) {}

    /** The same, as the last that was heard from an engine that does not answer now. */
    public Progress unreachable(String why) {
        return new Progress(State.UNREACHABLE, Optional.of(why), seconds, counters, loads, notes);
    }

    /** What the canvas shows of this, given what it was before. */
    public Live live(Progress before) {
        var rows = new LinkedHashMap<Live.Port, Long>();
        var activities = new LinkedHashMap<String, Activity>();
        counters.forEach((key, now) -> {
            now.rowsOut().forEach((port, count) -> rows.put(new Live.Port(key, port), count));
            activities.put(key, activity(now, before.counters().get(key)));
        });
        return new Live(loads, rows, activities);
    }

    private Activity activity(Counters now, @Nullable Counters before) {
        if (state == State.COMPLETED) {
            return Activity.ENDED;
        }
        if (state == State.FAILED) {
            return Activity.FAILED;
        }
        double busy = before == null ? now.busySeconds() : now.busySeconds() - before.busySeconds();
        double blocked =
                before == null
                        ? now.blockedSeconds()
                        : now.blockedSeconds() - before.blockedSeconds();
        if (blocked > busy / 2 && blocked > 0) {
            return Activity.BLOCKED;
        }
        return busy > 0 ? Activity.BUSY : Activity.IDLE;
    }
}
