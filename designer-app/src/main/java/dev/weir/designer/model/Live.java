package dev.weir.designer.model;

import java.util.Locale;
import java.util.Map;

/**
 * What a running flow shows on the canvas at one moment. Immutable.
 *
 * @param loads by wire
 * @param rows rows out by processor and port
 * @param activities by processor
 */
public record Live(
        Map<Graph.Wire, Load> loads, Map<Port, Long> rows, Map<String, Activity> activities) {

    public static final Live NONE = new Live(Map.of(), Map.of(), Map.of());

    public Live {
        loads = Map.copyOf(loads);
        rows = Map.copyOf(rows);
        activities = Map.copyOf(activities);
    }

    /** An output. */
    public record Port(String processor, String port) {}

    /**
     * What went through a wire and what waits in it.
     *
     * @param rows rows so far
     * @param queued rows that wait now
     * @param full whether the wire holds its writer back
     */
    public record Load(long rows, long queued, boolean full) {}

    /** How a processor spends its time. */
    public enum Activity {
        BUSY,
        BLOCKED,
        IDLE,
        ENDED,
        FAILED
    }

    public boolean isEmpty() {
        return loads.isEmpty() && activities.isEmpty();
    }

    /** A number of rows, short enough for a label. */
    public static String count(long rows) {
        if (rows < 100_000) {
            return String.format(Locale.ROOT, "%,d", rows);
        }
        return rows < 10_000_000
                ? String.format(Locale.ROOT, "%.1fk", rows / 1e3)
                : String.format(Locale.ROOT, "%.2fM", rows / 1e6);
    }
}
