package dev.weir.core.provenance;

import dev.weir.core.checkpoint.PlainJson;
import dev.weir.core.state.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a flow as JSON lines in numbered segments, of which the oldest are dropped. Holds
 * only events of complete epochs. It is not synced: after a power cut its last events may be
 * missing, which costs nobody a row. Written by one thread at a time.
 */
public final class EventLog implements AutoCloseable {
    private static final long SEGMENT_BYTES = 8L << 20;
    private static final int SEGMENTS = 8;
    private static final String PREFIX = "events-";
    private static final String SUFFIX = ".jsonl";

    private final Disk disk;
    private final Path folder;
    private Disk.@Nullable Appender appender;
    private long segment;

    public EventLog(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    public void write(List<ProvenanceEvent> events) throws IOException {
        var lines = new ByteArrayOutputStream(events.size() * 200);
        for (ProvenanceEvent event : events) {
            lines.write(PlainJson.bytes(event));
            lines.write('\n');
        }
        var open = appender == null || appender.length() >= SEGMENT_BYTES ? roll() : appender;
        open.write(ByteBuffer.wrap(lines.toByteArray()));
    }

    /** Begins a new segment: the last one of an earlier process may end in the middle of a line. */
    private Disk.Appender roll() throws IOException {
        close();
        disk.createFolders(folder);
        var names = names();
        long newest = names.isEmpty() ? 0 : number(names.getLast());
        segment = Math.max(segment, newest) + 1;
        for (String name : names) {
            if (number(name) <= segment - SEGMENTS) {
                disk.delete(folder.resolve(name));
            }
        }
        appender = disk.append(folder.resolve("%s%08d%s".formatted(PREFIX, segment, SUFFIX)));
        return appender;
    }

    /** All events there are, oldest first; a line that was cut off is left out. */
    public List<ProvenanceEvent> read() throws IOException {
        var events = new ArrayList<ProvenanceEvent>();
        for (String name : names()) {
            byte[] bytes = disk.read(folder.resolve(name)).orElse(new byte[0]);
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                if (line.endsWith("}")) {
                    events.add(
                            PlainJson.read(
                                    line.getBytes(StandardCharsets.UTF_8), ProvenanceEvent.class));
                }
            }
        }
        return events;
    }

    private List<String> names() throws IOException {
        return disk.list(folder).stream()
                .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                .toList();
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
    }

    @Override
    public void close() throws IOException {
        if (appender != null) {
            appender.close();
            appender = null;
        }
    }
}
