package dev.weir.core.watch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a processor has done since the run began, restarts included.
 *
 * @param rowsIn rows taken from its inputs
 * @param rowsOut rows by output port, in the order of the ports
 * @param bytesIn memory of the batches taken
 * @param bytesOut memory of the batches emitted
 * @param rejected rows emitted to {@code errors} and {@code rejected}
 * @param busyNanos time that a thread worked for it
 * @param blockedNanos of that, time spent waiting for room behind it
 */
public record ProcessorCounters(
        long rowsIn,
        Map<String, Long> rowsOut,
        long bytesIn,
        long bytesOut,
        long rejected,
        long busyNanos,
        long blockedNanos) {

    public static final ProcessorCounters ZERO = new ProcessorCounters(0, Map.of(), 0, 0, 0, 0, 0);

    public ProcessorCounters {
        rowsOut = Collections.unmodifiableMap(new LinkedHashMap<>(rowsOut));
    }
}
