package dev.weir.core.run;

import dev.weir.core.state.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that keeps only what it promised: at a crash each file loses some of what was not synced,
 * and each name that was not synced is there or not, at random; a renamed file has its old name or
 * its new one, never neither. Operations fail at random too, before or after they took effect. Used
 * by one thread at a time.
 */
final class SimulatedDisk {
    private final Random random;
    private double failures;
    private Map<Path, Content> names = new TreeMap<>();
    private Map<Path, Content> durable = new TreeMap<>();
    private final Map<Path, String> locks = new HashMap<>();
    private int life;

    SimulatedDisk(Random random) {
        this.random = random;
    }

    /** How likely an operation is to fail. */
    void failures(double share) {
        failures = share;
    }

    /** The disk as a process sees it: until the next crash. */
    Disk mount() {
        return new Mounted(life);
    }

    void crash() {
        life++;
        locks.clear();
        var left = new TreeMap<Path, Content>();
        var all = new ArrayList<>(names.keySet());
        all.addAll(durable.keySet());
        for (Path path : all.stream().distinct().sorted().toList()) {
            Content was = durable.get(path);
            Content is = names.get(path);
            Content kept = was == is || random.nextBoolean() ? is : was;
            if (kept != null) {
                left.put(path, kept);
            }
        }
        durable.forEach((old, content) -> {
            if (names.containsValue(content) && !left.containsValue(content)) {
                left.putIfAbsent(left.containsKey(old) ? nameOf(content) : old, content);
            }
        });
        left.values().stream().distinct().forEach(this::lose);
        names = left;
        durable = new TreeMap<>(left);
    }

    private Path nameOf(Content content) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(content))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** What was synced stays; of the rest a part may, its last byte perhaps wrong. */
    private void lose(Content content) {
        int unsynced = content.bytes.length - content.synced;
        if (unsynced > 0) {
            int kept = content.synced + random.nextInt(unsynced + 1);
            content.bytes = Arrays.copyOf(content.bytes, kept);
            if (kept > content.synced && random.nextBoolean()) {
                content.bytes[kept - 1] ^= 0x55;
            }
            content.synced = kept;
        }
    }

    private static final class Content {
        private byte[] bytes = new byte[0];
        private int synced;
    }

    private final class Mounted implements Disk {
        private final int mounted;

        Mounted(int life) {
            this.mounted = life;
        }

        private void check() throws IOException {
            if (mounted != life) {
                throw new IOException("the machine is off");
            }
            if (failures > 0 && random.nextDouble() < failures) {
                throw new IOException("the disk failed");
            }
        }

        @Override
        public void createFolders(Path folder) throws IOException {
            check();
        }

        @Override
        public List<String> list(Path folder) throws IOException {
            check();
            return names.keySet().stream()
                    .filter(path -> folder.equals(path.getParent()))
                    .map(path -> path.getFileName().toString())
                    .toList();
        }

        @Override
        public Optional<byte[]> read(Path file) throws IOException {
            check();
            return Optional.ofNullable(names.get(file)).map(content -> content.bytes.clone());
        }

        @Override
        public Appender append(Path file) throws IOException {
            check();
            var content = names.computeIfAbsent(file, _ -> new Content());
            return new SimulatedAppender(this, content);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            check();
            Content content = names.remove(from);
            if (content == null) {
                throw new IOException("there is no file " + from);
            }
            names.put(to, content);
            check();
        }

        @Override
        public void delete(Path file) throws IOException {
            check();
            names.remove(file);
            check();
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            check();
            durable.keySet()
                    .removeIf(path -> folder.equals(path.getParent()) && !names.containsKey(path));
            names.forEach((path, content) -> {
                if (folder.equals(path.getParent())) {
                    durable.put(path, content);
                }
            });
            check();
        }

        @Override
        public Locked lock(Path file, String holder) throws IOException {
            check();
            String other = locks.putIfAbsent(file, holder);
            return other == null
                    ? (Locked.Ours) () -> locks.remove(file)
                    : new Locked.Theirs(other);
        }
    }

    private record SimulatedAppender(Mounted disk, Content content) implements Disk.Appender {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            disk.check();
            int length = content.bytes.length;
            int more = bytes.remaining();
            content.bytes = Arrays.copyOf(content.bytes, length + more);
            bytes.get(content.bytes, length, more);
        }

        @Override
        public long length() throws IOException {
            disk.check();
            return content.bytes.length;
        }

        @Override
        public void truncate(long length) throws IOException {
            disk.check();
            content.bytes = Arrays.copyOf(content.bytes, (int) length);
            content.synced = Math.min(content.synced, (int) length);
        }

        @Override
        public void sync() throws IOException {
            disk.check();
            content.synced = content.bytes.length;
            disk.check();
        }

        @Override
        public void close() {}
    }
}
