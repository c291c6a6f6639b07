package dev.weir.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.Source;
import dev.weir.core.checkpoint.Checkpoint;
import dev.weir.core.checkpoint.Checkpoint.SinkCut;
import dev.weir.core.checkpoint.Checkpoint.SplitCut;
import dev.weir.core.checkpoint.CheckpointStore;
import dev.weir.core.checkpoint.RunRecord;
import dev.weir.core.problem.Problem;
import dev.weir.core.state.Disk;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a start goes on from what is on disk: an interrupted run is continued, if the flow is still
 * the same; a finished one is followed by a new one, which goes on from positions that outlive a
 * run.
 */
record Beginning(RunRecord record, StartingPoint from) {

    static Beginning decide(
            FlowSetup setup, Disk disk, CheckpointStore store, RunOptions options, Instant now)
            throws FlowRefused, IOException {
        var former = RunRecord.read(disk, setup.folder().run());
        long epoch = firstEpoch(former, store.lastEpoch());
        if (options.fresh()) {
            return new Beginning(next(setup, former, now, epoch, true), nothingKept(epoch));
        }
        // What a fresh run was told to forget stays forgotten, even if it drew no checkpoint.
        boolean isForgotten =
                former.isPresent()
                        && former.get().fresh()
                        && store.lastEpoch() < former.get().firstEpoch();
        Optional<Checkpoint> last = isForgotten ? Optional.empty() : last(store);
        if (former.isPresent() && goesOn(former.get(), setup)) {
            return interrupted(setup, former.get(), last, epoch);
        }
        return new Beginning(
                next(setup, former, now, epoch, false), carriedOver(setup, last, epoch));
    }

    /** A run that was interrupted goes on, and so does a stream, which has only one. */
    private static boolean goesOn(RunRecord former, FlowSetup setup) {
        return !former.finished() || (former.stream() && setup.isStream());
    }

    private static RunRecord next(
            FlowSetup setup, Optional<RunRecord> former, Instant now, long epoch, boolean fresh) {
        boolean replacing = !setup.isStream() && !setup.outlivesRun();
        long number = former.map(RunRecord::number).orElse(0L) + 1;
        return RunRecord.begin(now, number, epoch, replacing, fresh, setup.isStream());
    }

    private static Optional<Checkpoint> last(CheckpointStore store)
            throws IOException, FlowRefused {
        try {
            return store.last();
        } catch (CheckpointStore.DamagedCheckpoint e) {
            var message =
                    "%s; put the file back from a backup, or begin anew with --fresh"
                            .formatted(e.getMessage());
            throw new FlowRefused(Problem.error(RunCodes.DAMAGED, "", message));
        }
    }

    private static long firstEpoch(Optional<RunRecord> former, long lastEpoch) {
        return Math.max(former.map(RunRecord::firstEpoch).orElse(1L), lastEpoch + 1);
    }

    private static Beginning interrupted(
            FlowSetup setup, RunRecord run, Optional<Checkpoint> last, long epoch)
            throws FlowRefused {
        var own = last.filter(checkpoint -> checkpoint.run().equals(run.run()));
        if (own.isEmpty()) {
            return new Beginning(run, carriedOver(setup, last, epoch));
        }
        var changes = setup.version().changesSince(own.get().version());
        if (!changes.isEmpty()) {
            throw refuse("run %s was interrupted, and since then".formatted(run.run()), changes);
        }
        return new Beginning(
                run, new StartingPoint(own, Map.of(), Map.of(), own.get().epoch() + 1));
    }

    /**
     * What a new run takes over: positions that outlive a run, and the receipts that go with them.
     * Those of sinks that were changed, or of a run whose result was published as a whole, say
     * nothing about what is to be added to now.
     */
    private static StartingPoint carriedOver(FlowSetup setup, Optional<Checkpoint> last, long epoch)
            throws FlowRefused {
        if (last.isEmpty() || !setup.outlivesRun()) {
            return nothingKept(epoch);
        }
        var checkpoint = last.get();
        var starts = new HashMap<String, List<SplitCut>>();
        for (Graph.Node node : setup.graph().nodes()) {
            var cut = checkpoint.sources().get(node.key());
            if (cut != null
                    && node.processor() instanceof Source<?> source
                    && source.positionOutlivesRun()) {
                checkUnchanged(setup, checkpoint, node.key());
                starts.put(
                        node.key(),
                        cut.splits().stream()
                                .map(split -> new SplitCut(split.split(), split.position(), false))
                                .toList());
            }
        }
        var receipts = new HashMap<String, JsonNode>();
        for (String key : starts.isEmpty() ? Set.<String>of() : checkpoint.sinks().keySet()) {
            var then = checkpoint.version().processors().get(key);
            if (Objects.equals(then, setup.version().processors().get(key))) {
                Optional.ofNullable(checkpoint.sinks().get(key))
                        .flatMap(SinkCut::receipt)
                        .ifPresent(receipt -> receipts.put(key, receipt));
            }
        }
        return new StartingPoint(Optional.empty(), starts, receipts, epoch);
    }

    private static void checkUnchanged(FlowSetup setup, Checkpoint checkpoint, String key)
            throws FlowRefused {
        var now = setup.version().processors().get(key);
        var then = checkpoint.version().processors().get(key);
        if (now != null && then != null && !now.equals(then)) {
            var changes = setup.version().changesSince(checkpoint.version());
            throw refuse("%s goes on where the last run ended, but".formatted(key), changes);
        }
    }

    private static FlowRefused refuse(String why, List<String> changes) {
        var message =
                "%s the flow was changed: %s; undo that, or begin anew with --fresh, which reads everything once more"
                        .formatted(why, String.join("; ", changes));
        return new FlowRefused(Problem.error(RunCodes.CHANGED, "", message));
    }

    private static StartingPoint nothingKept(long epoch) {
        return new StartingPoint(Optional.empty(), Map.of(), Map.of(), epoch);
    }
}
