package dev.weir.core.watch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A look at a running flow.
 *
 * @param processors by key, in topological order
 * @param epochs complete checkpoints of the run
 * @param nanos since the run began, time between restarts left out
 * @param queuedBytes memory of all batches that wait in wires, each counted once
 */
public record FlowCounters(
        Map<String, ProcessorCounters> processors,
        List<WireCounters> wires,
        long epochs,
        long nanos,
        long queuedBytes) {
    public FlowCounters {
        processors = Collections.unmodifiableMap(new LinkedHashMap<>(processors));
        wires = List.copyOf(wires);
    }
}
