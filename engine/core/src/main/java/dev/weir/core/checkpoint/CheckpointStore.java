package dev.weir.core.checkpoint;

import dev.weir.core.state.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The checkpoints of a flow as files: JSON, a line break, and a line with its CRC32C.
 *
 * <p>{@link #save} is the point of no return: when it comes back, the checkpoint is complete. A
 * damaged file is never passed over for an older one, since sinks may have committed what it names.
 */
public final class CheckpointStore {
    private static final int KEPT = 3;
    private static final String PREFIX = "checkpoint-";
    private static final String SUFFIX = ".json";
    private static final int TRAILER = "\ncrc32c:00000000\n".length();

    private final Disk disk;
    private final Path folder;

    public CheckpointStore(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /**
     * The newest complete checkpoint.
     *
     * @throws DamagedCheckpoint if its file is not what was written
     */
    public Optional<Checkpoint> last() throws IOException {
        var names = names();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(names.getLast());
        byte[] bytes = disk.read(file).orElseThrow(() -> new IOException(file + " vanished"));
        return Optional.of(decode(file, bytes));
    }

    /** Number of the newest checkpoint, readable or not; 0 if there is none. */
    public long lastEpoch() throws IOException {
        var names = names();
        return names.isEmpty() ? 0 : epoch(names.getLast());
    }

    /** Makes a checkpoint complete, durably, and forgets those that are too old to matter. */
    public void save(Checkpoint checkpoint) throws IOException {
        disk.createFolders(folder);
        disk.replace(file(checkpoint.epoch()), encode(checkpoint));
        prune(checkpoint.epoch());
    }

    /**
     * Makes sure that no checkpoint of this epoch will ever be found, after saving it failed
     * half-way.
     */
    public void discard(long epoch) throws IOException {
        disk.delete(file(epoch));
        disk.syncFolder(folder);
    }

    private void prune(long newest) {
        try {
            for (String name : names()) {
                if (epoch(name) <= newest - KEPT) {
                    disk.delete(folder.resolve(name));
                }
            }
        } catch (IOException e) {
            // The new checkpoint is complete all the same; the next one tries again.
        }
    }

    private List<String> names() throws IOException {
        return disk.list(folder).stream()
                .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                .toList();
    }

    private static long epoch(String name) {
        return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
    }

    private Path file(long epoch) {
        return folder.resolve("%s%012d%s".formatted(PREFIX, epoch, SUFFIX));
    }

    static byte[] encode(Checkpoint checkpoint) throws IOException {
        byte[] json = PlainJson.bytes(checkpoint);
        var out = new ByteArrayOutputStream(json.length + TRAILER);
        out.write(json);
        out.write(trailer(json, json.length).getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    static Checkpoint decode(Path file, byte[] bytes) throws IOException {
        int length = bytes.length - TRAILER;
        if (length < 0
                || !new String(bytes, length, TRAILER, StandardCharsets.ISO_8859_1)
                        .equals(trailer(bytes, length))) {
            throw new DamagedCheckpoint(file, "its checksum does not match");
        }
        var checkpoint = PlainJson.read(bytes, length, Checkpoint.class);
        if (checkpoint.format() != Checkpoint.FORMAT) {
            throw new DamagedCheckpoint(
                    file,
                    "it has format %d, which this version cannot read"
                            .formatted(checkpoint.format()));
        }
        return checkpoint;
    }

    private static String trailer(byte[] json, int length) {
        var crc = new CRC32C();
        crc.update(json, 0, length);
        return "\ncrc32c:%08x\n".formatted(crc.getValue());
    }

    /** A checkpoint that cannot be trusted. */
    public static final class DamagedCheckpoint extends IOException {
        private static final long serialVersionUID = 1;

        DamagedCheckpoint(Path file, String why) {
            super("%s cannot be used: %s".formatted(file, why));
        }
    }
}
