package dev.weir.core.checkpoint;

import dev.weir.core.state.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Which run of a flow is under way, or was the last; a file that is replaced in one step.
 *
 * @param number of the run, rising over the life of the flow
 * @param firstEpoch from which on checkpoints belong to the run
 * @param fresh whether it was told to forget what earlier runs left
 * @param stream whether the flow was one that goes on for ever
 * @param finished whether all of it is committed and published
 */
public record RunRecord(
        int format,
        String run,
        long number,
        long firstEpoch,
        boolean replacing,
        boolean fresh,
        boolean stream,
        boolean finished) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    /** A run that begins. */
    public static RunRecord begin(
            Instant now,
            long number,
            long firstEpoch,
            boolean replacing,
            boolean fresh,
            boolean stream) {
        return new RunRecord(
                1,
                "%s-%d".formatted(TIME.format(now), number),
                number,
                firstEpoch,
                replacing,
                fresh,
                stream,
                false);
    }

    public RunRecord finish() {
        return new RunRecord(format, run, number, firstEpoch, replacing, fresh, stream, true);
    }

    public static Optional<RunRecord> read(Disk disk, Path file) throws IOException {
        var bytes = disk.read(file);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(PlainJson.read(bytes.get(), bytes.get().length, RunRecord.class));
    }

    public void write(Disk disk, Path file) throws IOException {
        disk.replace(file, PlainJson.bytes(this));
    }
}
