package dev.weir.core.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The report of a run; its JSON is a contract, others script against it.
 *
 * @param seconds the run took, time between restarts left out
 * @param cpuSeconds of the process in that time
 * @param peakMemoryBytes resident at most, of this process
 */
public record Report(
        String flow,
        String run,
        String status,
        long epochs,
        double seconds,
        double cpuSeconds,
        long peakMemoryBytes,
        Map<String, Row> processors) {

    public Report {
        processors = Collections.unmodifiableMap(new LinkedHashMap<>(processors));
    }

    /** One processor. */
    public record Row(
            long rowsIn,
            Map<String, Long> rowsOut,
            long bytesIn,
            long bytesOut,
            long rejected,
            double busySeconds,
            double blockedSeconds) {

        static Row of(ProcessorCounters counters) {
            return new Row(
                    counters.rowsIn(),
                    counters.rowsOut(),
                    counters.bytesIn(),
                    counters.bytesOut(),
                    counters.rejected(),
                    seconds(counters.busyNanos()),
                    seconds(counters.blockedNanos()));
        }
    }

    public static Report of(
            String flow, String run, String status, FlowCounters counters, long cpuNanos) {
        var rows = new LinkedHashMap<String, Row>();
        counters.processors().forEach((key, processor) -> rows.put(key, Row.of(processor)));
        return new Report(
                flow,
                run,
                status,
                counters.epochs(),
                seconds(counters.nanos()),
                seconds(cpuNanos),
                Process.peakMemoryBytes(),
                rows);
    }

    public String json() {
        try {
            return JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is made of plain values", e);
        }
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }
}
