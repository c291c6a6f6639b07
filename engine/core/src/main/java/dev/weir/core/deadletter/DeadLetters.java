package dev.weir.core.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.deadletter.DeadLetterSink.Receipt;
import dev.weir.core.file.Flow;
import dev.weir.core.state.Disk;
import dev.weir.core.state.FlowFolder;
import dev.weir.core.state.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a flow that nobody took: each a JSON object with {@code _run} and {@code _time}
 * before the columns of {@link dev.weir.api.Rejections#SCHEMA}. Shows rows whose epoch is complete
 * and, until the flow is started again, those that a run has left that failed.
 */
public final class DeadLetters {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Disk disk = new LocalDisk();
    private final FlowFolder folder;
    private final Segments segments;

    public DeadLetters(Path dataFolder, Flow flow) {
        this(FlowFolder.of(dataFolder, flow));
    }

    DeadLetters(FlowFolder folder) {
        this.folder = folder;
        this.segments = new Segments(disk, folder.deadLetters());
    }

    /**
     * How many rows of one kind there are.
     *
     * @param example message of the newest of them
     */
    public record Group(String processor, String code, long rows, String example) {}

    /** Groups by processor and code, the largest first. */
    public List<Group> list() throws IOException {
        Map<List<String>, Group> groups = new LinkedHashMap<>();
        Receipt kept = segments.seen();
        for (long segment : segments.numbers()) {
            for (String line : lines(segment, kept)) {
                JsonNode row = MAPPER.readTree(line);
                var processor = row.path("_processor").asText();
                var code = row.path("_code").asText();
                var message = row.path("_message").asText();
                groups.merge(
                        List.of(processor, code),
                        new Group(processor, code, 1, message),
                        (a, b) -> new Group(processor, code, a.rows + 1, b.example));
            }
        }
        return groups.values().stream()
                .sorted(Comparator.comparingLong(Group::rows).reversed())
                .toList();
    }

    /** The newest rows, newest first, each as a JSON object. */
    public List<String> show(int rows) throws IOException {
        var newest = new ArrayList<String>();
        Receipt kept = segments.seen();
        for (long segment : segments.numbers().reversed()) {
            for (String line : lines(segment, kept).reversed()) {
                if (newest.size() == rows) {
                    return newest;
                }
                newest.add(line);
            }
        }
        return newest;
    }

    /**
     * Removes all rows and answers how many there were.
     *
     * @throws IOException if the flow is running, which would go on writing
     */
    public long purge() throws IOException {
        disk.createFolders(folder.deadLetters());
        switch (disk.lock(folder.lock(), "weir deadletters purge")) {
            case Disk.Locked.Theirs(String holder) ->
                    throw new IOException(
                            "the flow is running in %s; stop it before its dead letters are purged"
                                    .formatted(holder));
            case Disk.Locked.Ours ours -> {
                try {
                    return purgeLocked();
                } finally {
                    ours.release();
                }
            }
        }
    }

    private long purgeLocked() throws IOException {
        Receipt kept = segments.seen();
        long rows = 0;
        for (long segment : segments.numbers()) {
            rows += lines(segment, kept).size();
        }
        // Later than any receipt in a checkpoint, so that recovery does not ask for what is gone.
        segments.keep(new Receipt(kept.segment() + 1, 0, kept.rows()));
        segments.deleteAll();
        segments.forgetFailed();
        return rows;
    }

    private List<String> lines(long segment, Receipt kept) throws IOException {
        return new String(segments.read(segment, kept), StandardCharsets.UTF_8).lines().toList();
    }
}
