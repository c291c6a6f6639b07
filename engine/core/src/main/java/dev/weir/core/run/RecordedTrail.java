package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.core.plan.PortRef;
import dev.weir.core.provenance.EventLog;
import dev.weir.core.provenance.Places;
import dev.weir.core.provenance.ProvenanceEvent;
import dev.weir.core.provenance.ProvenanceEvent.Kind;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Keeps word of batches in memory until their epoch is complete, then has it written on another
 * thread. Bounded: what is too much for one epoch is not recorded.
 */
final class RecordedTrail implements Trail {
    private static final int PENDING = 50_000;

    private final Set<String> sources;
    private final String run;
    private final Clock clock;
    private final EventLog log;
    private final Executor background;
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();

    private final Queue<List<ProvenanceEvent>> ready = new ConcurrentLinkedQueue<>();

    // Guarded by this.
    private List<ProvenanceEvent> pending = new ArrayList<>();
    private long next;

    /**
     * @param sources keys of the processors that read from the outside world
     * @param next number of the epoch that comes first
     */
    RecordedTrail(
            Set<String> sources,
            String run,
            long next,
            Clock clock,
            EventLog log,
            Executor background) {
        this.sources = Set.copyOf(sources);
        this.run = run;
        this.next = next;
        this.clock = clock;
        this.log = log;
        this.background = background;
    }

    @Override
    public void emitted(PortRef port, Batch batch) {
        if (Graph.isRefusal(port)) {
            add(Kind.REJECT, port.processor(), port.port(), batch);
        } else if (sources.contains(port.processor())) {
            add(Kind.RECEIVE, port.processor(), port.port(), batch);
        }
    }

    @Override
    public void discarded(PortRef port, Batch batch) {
        add(Kind.DROP, port.processor(), port.port(), batch);
    }

    @Override
    public void written(String sink, Batch batch) {
        add(Kind.SEND, sink, "", batch);
    }

    private void add(Kind kind, String processor, String port, Batch batch) {
        var places =
                kind == Kind.REJECT
                        ? Places.ofRejections(batch)
                        : Places.of(batch.origin(), batch.rows());
        var time = clock.instant();
        synchronized (this) {
            if (pending.size() < PENDING) {
                long epoch = epochs.getOrDefault(processor, next);
                pending.add(
                        new ProvenanceEvent(
                                kind, time, run, epoch, processor, port, batch.rows(), places));
            }
        }
    }

    @Override
    public void cut(String task, long epoch) {
        epochs.put(task, epoch + 1);
    }

    @Override
    public void completed(long epoch) {
        var complete = new ArrayList<ProvenanceEvent>();
        synchronized (this) {
            var later = new ArrayList<ProvenanceEvent>();
            for (ProvenanceEvent event : pending) {
                (event.epoch() <= epoch ? complete : later).add(event);
            }
            pending = later;
            next = epoch + 1;
        }
        if (!complete.isEmpty()) {
            ready.add(complete);
            background.execute(this::flush);
        }
    }

    private void flush() {
        synchronized (log) {
            try {
                for (var events = ready.poll(); events != null; events = ready.poll()) {
                    log.write(events);
                }
            } catch (IOException e) {
                // Provenance must never stop a flow; what is missing here is missing in searches
                // only.
            }
        }
    }

    @Override
    public synchronized void returned() {
        pending.clear();
        epochs.clear();
    }

    @Override
    public void close() {
        flush();
        synchronized (log) {
            try {
                log.close();
            } catch (IOException e) {
                // As above.
            }
        }
    }
}
