package dev.weir.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import dev.weir.core.checkpoint.Checkpoint.SplitCut;
import dev.weir.core.checkpoint.PlainJson;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one split has been read. Used by the task's thread, or under the lock while it is idle.
 */
final class SplitState {
    final Split split;
    @Nullable Record position;
    @Nullable SplitReader<Record> reader;
    boolean ended;

    /** The source does not tell it any more, and nothing of it was read in this run. */
    boolean isGone;

    /** Rows were emitted for which no position was told yet: here nothing may be cut. */
    boolean isBetween;

    /** Not to be asked before, on the scheduler's clock. */
    long wakeAt;

    long polledAt;

    /** Position at the last cut, and the last one that the reader was told is durable. */
    @Nullable Record cut;

    @Nullable Record acknowledged;

    /** Whether the last cut covers the end of the split. */
    boolean isCutAtEnd;

    SplitState(Split split) {
        this.split = split;
    }

    static SplitState restore(SplitCut cut, Class<? extends Record> type) throws IOException {
        var state = new SplitState(cut.split());
        if (cut.position().isPresent()) {
            state.position = PlainJson.value(cut.position().get(), type);
        }
        state.ended = cut.ended();
        return state;
    }

    SplitCut snapshot() {
        cut = position;
        isCutAtEnd = ended;
        Optional<JsonNode> json =
                position == null ? Optional.empty() : Optional.of(PlainJson.tree(position));
        return new SplitCut(split, json, ended);
    }

    /** A position that has become durable and was not acknowledged yet. */
    Optional<Record> unacknowledged() {
        return reader == null || cut == null || cut.equals(acknowledged)
                ? Optional.empty()
                : Optional.of(cut);
    }
}
