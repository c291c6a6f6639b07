package dev.weir.core.deadletter;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.deadletter.DeadLetterSink.Receipt;
import dev.weir.core.state.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a dead-letter store: numbered segments of JSON lines, and one file that says how
 * much of them counts.
 */
final class Segments {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PREFIX = "segment-";
    private static final String SUFFIX = ".jsonl";
    private static final String KEPT = "kept.json";
    private static final String FAILED = "failed.json";

    private final Disk disk;
    private final Path folder;

    Segments(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    void create() throws IOException {
        disk.createFolders(folder);
    }

    /** How much counts. */
    Receipt kept() throws IOException {
        var bytes = disk.read(folder.resolve(KEPT));
        return bytes.isEmpty()
                ? new Receipt(1, 0, 0)
                : MAPPER.readValue(bytes.get(), Receipt.class);
    }

    void keep(Receipt receipt) throws IOException {
        disk.replace(folder.resolve(KEPT), MAPPER.writeValueAsBytes(receipt));
    }

    /** How much is to be seen: what counts, and what a run has left that failed. */
    Receipt seen() throws IOException {
        Receipt kept = kept();
        var bytes = disk.read(folder.resolve(FAILED));
        if (bytes.isEmpty()) {
            return kept;
        }
        Receipt failed = MAPPER.readValue(bytes.get(), Receipt.class);
        return failed.isAfter(kept) ? failed : kept;
    }

    /** Lets what was written after the last checkpoint be seen until the flow is started again. */
    void keepFailed(Receipt written) throws IOException {
        disk.replace(folder.resolve(FAILED), MAPPER.writeValueAsBytes(written));
    }

    void forgetFailed() throws IOException {
        if (disk.read(folder.resolve(FAILED)).isPresent()) {
            disk.delete(folder.resolve(FAILED));
        }
    }

    /** Numbers of the segments there are, in order. */
    List<Long> numbers() throws IOException {
        var numbers = new ArrayList<Long>();
        for (String name : disk.list(folder)) {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
                int end = name.length() - SUFFIX.length();
                numbers.add(Long.valueOf(name.substring(PREFIX.length(), end)));
            }
        }
        return numbers;
    }

    Disk.Appender append(long segment) throws IOException {
        return disk.append(file(segment));
    }

    /** Makes the names of segments durable. */
    void sync() throws IOException {
        disk.syncFolder(folder);
    }

    /** Removes what was written after a receipt. */
    void sweep(Receipt kept) throws IOException {
        forgetFailed();
        for (long segment : numbers()) {
            if (segment > kept.segment()) {
                disk.delete(file(segment));
            } else if (segment == kept.segment()) {
                truncate(segment, kept.length());
            }
        }
        sync();
    }

    private void truncate(long segment, long length) throws IOException {
        try (var appender = append(segment)) {
            if (appender.length() > length) {
                appender.truncate(length);
                appender.sync();
            }
        }
    }

    /** Removes the oldest segments until the others take no more than this. */
    void retain(long bytes, long current) throws IOException {
        var numbers = numbers();
        long total = 0;
        for (int i = numbers.size() - 1; i >= 0; i--) {
            long segment = numbers.get(i);
            total += length(segment);
            if (total > bytes && segment < current) {
                disk.delete(file(segment));
            }
        }
    }

    void deleteAll() throws IOException {
        for (long segment : numbers()) {
            disk.delete(file(segment));
        }
        sync();
    }

    /** What counts of a segment. */
    byte[] read(long segment, Receipt kept) throws IOException {
        if (segment > kept.segment()) {
            return new byte[0];
        }
        byte[] bytes = disk.read(file(segment)).orElse(new byte[0]);
        boolean isLast = segment == kept.segment();
        return isLast && bytes.length > kept.length()
                ? java.util.Arrays.copyOf(bytes, (int) kept.length())
                : bytes;
    }

    private long length(long segment) throws IOException {
        try (var appender = append(segment)) {
            return appender.length();
        }
    }

    private Path file(long segment) {
        return folder.resolve("%s%08d%s".formatted(PREFIX, segment, SUFFIX));
    }
}
