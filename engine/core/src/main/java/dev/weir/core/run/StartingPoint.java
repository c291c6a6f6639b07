package dev.weir.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.core.checkpoint.Checkpoint;
import dev.weir.core.checkpoint.Checkpoint.SplitCut;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an attempt to run a flow begins.
 *
 * @param checkpoint the last complete one of this run
 * @param starts where the splits of sources stood when the run began
 * @param receipts of sinks, from a former run that this one appends to
 * @param epoch number of the next checkpoint
 */
record StartingPoint(
        Optional<Checkpoint> checkpoint,
        Map<String, List<SplitCut>> starts,
        Map<String, JsonNode> receipts,
        long epoch) {

    StartingPoint after(Checkpoint checkpoint) {
        return new StartingPoint(Optional.of(checkpoint), starts, receipts, checkpoint.epoch() + 1);
    }

    /** Whether a task had ended, so that it need not run again. */
    boolean hasEnded(String key) {
        return checkpoint.map(cut -> hasEnded(cut, key)).orElse(false);
    }

    private static boolean hasEnded(Checkpoint checkpoint, String key) {
        var source = checkpoint.sources().get(key);
        var transform = checkpoint.transforms().get(key);
        var sink = checkpoint.sinks().get(key);
        return source != null && source.ended()
                || transform != null && transform.ended()
                || sink != null && sink.ended();
    }

    /** The newest receipt of a sink. */
    Optional<JsonNode> receipt(String key) {
        return checkpoint.isPresent()
                ? Optional.ofNullable(checkpoint.get().sinks().get(key))
                        .flatMap(cut -> cut.receipt())
                : Optional.ofNullable(receipts.get(key));
    }
}
