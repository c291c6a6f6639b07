package dev.weir.core.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counters of one task, written by its thread only and read by any. A reader may see a batch late,
 * never half of it: so a writer needs no barrier.
 */
public final class TaskCounters {
    private final AtomicLong rowsIn = new AtomicLong();
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong busyNanos = new AtomicLong();
    private final AtomicLong blockedNanos = new AtomicLong();
    private final Map<String, AtomicLong> rowsOut = new LinkedHashMap<>();

    /** Begins where a former process stood. */
    public TaskCounters(List<String> ports, ProcessorCounters before) {
        rowsIn.set(before.rowsIn());
        bytesIn.set(before.bytesIn());
        bytesOut.set(before.bytesOut());
        rejected.set(before.rejected());
        busyNanos.set(before.busyNanos());
        blockedNanos.set(before.blockedNanos());
        for (String port : ports) {
            rowsOut.put(port, new AtomicLong(before.rowsOut().getOrDefault(port, 0L)));
        }
    }

    public void in(long rows, long bytes) {
        add(rowsIn, rows);
        add(bytesIn, bytes);
    }

    public void out(String port, long rows, long bytes) {
        AtomicLong counter = rowsOut.get(port);
        if (counter != null) {
            add(counter, rows);
        }
        add(bytesOut, bytes);
    }

    public void rejected(long rows) {
        add(rejected, rows);
    }

    public void busy(long nanos) {
        add(busyNanos, nanos);
    }

    public void blocked(long nanos) {
        add(blockedNanos, nanos);
    }

    public long rejected() {
        return rejected.getOpaque();
    }

    /** Rows of all outputs together. */
    public long rowsOut() {
        long rows = 0;
        for (AtomicLong counter : rowsOut.values()) {
            rows += counter.getOpaque();
        }
        return rows;
    }

    public ProcessorCounters snapshot() {
        var out = new LinkedHashMap<String, Long>();
        rowsOut.forEach((port, counter) -> out.put(port, counter.getOpaque()));
        return new ProcessorCounters(
                rowsIn.getOpaque(),
                out,
                bytesIn.getOpaque(),
                bytesOut.getOpaque(),
                rejected.getOpaque(),
                busyNanos.getOpaque(),
                blockedNanos.getOpaque());
    }

    private static void add(AtomicLong counter, long more) {
        counter.setOpaque(counter.getPlain() + more);
    }
}
