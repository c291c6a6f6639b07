package dev.weir.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The machine's file system. */
public final class LocalDisk implements Disk {

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    /**
     * What this process has locked. The system's locks belong to a process, not to a channel: to
     * open such a file once more and to close it would give the lock away.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    @Override
    public void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            createFolders(above);
        }
        Files.createDirectories(folder);
        if (above != null) {
            syncFolder(above);
        }
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Appender append(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.position(channel.size());
            return new ChannelAppender(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Windows has no such call; its journal keeps renames in order. */
    @Override
    public void syncFolder(Path folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * The holder is named in a file beside the lock: on Windows the locked one cannot be read by
     * others.
     */
    @Override
    public Locked lock(Path file, String holder) throws IOException {
        Path name = file.resolveSibling(file.getFileName() + ".holder");
        Path held =
                file.toAbsolutePath().resolveSibling("").toRealPath().resolve(file.getFileName());
        if (!HELD.add(held)) {
            return theirs(name);
        }
        var channel = Optional.<FileChannel>empty();
        try {
            channel = locked(file);
            if (channel.isPresent()) {
                Files.writeString(name, holder);
                var ours = channel.get();
                return (Locked.Ours) () -> release(ours, held);
            }
        } catch (IOException | RuntimeException e) {
            if (channel.isPresent()) {
                channel.get().close();
            }
            HELD.remove(held);
            throw e;
        }
        HELD.remove(held);
        return theirs(name);
    }

    private Locked.Theirs theirs(Path name) throws IOException {
        var words = read(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        return new Locked.Theirs(words.orElse("another process"));
    }

    private static Optional<FileChannel> locked(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private static void release(FileChannel channel, Path held) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest, and nothing was written through it.
        } finally {
            HELD.remove(held);
        }
    }

    private record ChannelAppender(FileChannel channel) implements Appender {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
            channel.position(length);
        }

        @Override
        public void sync() throws IOException {
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
