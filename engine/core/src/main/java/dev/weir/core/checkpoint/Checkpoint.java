package dev.weir.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.Split;
import dev.weir.core.plan.FlowVersion;
import dev.weir.core.state.MemoryKeyedState;
import dev.weir.core.watch.ProcessorCounters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One atomic cut through a whole flow.
 *
 * @param format of this record
 * @param run that drew it
 * @param epoch its number, rising over all runs of a flow
 * @param version of the flow that drew it
 * @param complete whether every task had ended, so that only publishing is left to do
 * @param counters of processors, as they stood at the cut
 * @param nanos that the run had taken, time between restarts left out
 * @param cpuNanos of the process in that time
 */
public record Checkpoint(
        int format,
        String run,
        long epoch,
        Instant time,
        FlowVersion version,
        boolean complete,
        Map<String, SourceCut> sources,
        Map<String, TransformCut> transforms,
        Map<String, SinkCut> sinks,
        Map<String, ProcessorCounters> counters,
        long nanos,
        long cpuNanos) {

    /** The format that this version writes. */
    public static final int FORMAT = 1;

    public Checkpoint {
        sources = Map.copyOf(sources);
        transforms = Map.copyOf(transforms);
        sinks = Map.copyOf(sinks);
        counters = Map.copyOf(counters);
    }

    /** What a task answered to a barrier. */
    public sealed interface Cut {
        /** Whether the task had ended before the barrier. */
        boolean ended();
    }

    /**
     * Where a source stood.
     *
     * @param start where its splits stood when the run began; needed to read it once more
     */
    public record SourceCut(List<SplitCut> splits, List<SplitCut> start, boolean ended)
            implements Cut {
        public SourceCut {
            splits = List.copyOf(splits);
            start = List.copyOf(start);
        }
    }

    /** Where a split stood; without a position at its beginning. */
    public record SplitCut(Split split, Optional<JsonNode> position, boolean ended) {
        public SplitCut {
            position = withoutNull(position);
        }
    }

    /**
     * What a transform would go on from.
     *
     * @param version of the processor that wrote the state
     * @param keyed state by key, by name
     */
    public record TransformCut(
            Optional<byte[]> state,
            int version,
            List<Instant> timers,
            Map<String, List<MemoryKeyedState.Entry>> keyed,
            boolean ended)
            implements Cut {
        public TransformCut {
            timers = List.copyOf(timers);
            keyed = Map.copyOf(keyed);
        }
    }

    /** The newest receipt of a sink, of this epoch or an earlier one of the run. */
    public record SinkCut(Optional<JsonNode> receipt, boolean ended) implements Cut {
        public SinkCut {
            receipt = withoutNull(receipt);
        }
    }

    /** Jackson reads what is missing as a tree that is JSON's null. */
    private static Optional<JsonNode> withoutNull(Optional<JsonNode> tree) {
        return tree.filter(node -> !node.isNull());
    }
}
