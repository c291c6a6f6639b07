package dev.weir.processors.files.text;

import dev.weir.api.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Paths kept in a small hidden file, one a line: what a flow wrote, what drafts it began. */
public final class PathList {

    private final Storage storage;
    private final String file;
    private final Set<String> paths = new LinkedHashSet<>();

    PathList(Storage storage, String file) throws IOException {
        this.storage = storage;
        this.file = file;
        if (storage.exists(file)) {
            try (var stream = storage.read(file, 0)) {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                // A line without its end was being written when the process died: it names nothing.
                int end = text.lastIndexOf('\n');
                text.substring(0, end + 1).lines().forEach(paths::add);
            }
        }
    }

    public Set<String> paths() {
        return Set.copyOf(paths);
    }

    public boolean contains(String path) {
        return paths.contains(path);
    }

    /** Puts other paths in the place of these, durably and in one step. */
    public void set(Collection<String> now) throws IOException {
        if (paths.equals(Set.copyOf(now))) {
            return;
        }
        if (now.isEmpty()) {
            storage.delete(file);
        } else {
            String draft = file + ".part";
            try (var writer = storage.draft(draft)) {
                writer.truncate(0);
                String text = String.join("\n", now) + "\n";
                writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                writer.sync();
            }
            storage.publish(draft, file);
        }
        paths.clear();
        paths.addAll(now);
    }

    /** Adds a path, durably. */
    public void add(String path) throws IOException {
        addAll(List.of(path));
    }

    /** Adds paths, durably and in one step. */
    void addAll(Collection<String> more) throws IOException {
        if (!paths.containsAll(more)) {
            var all = new LinkedHashSet<>(paths);
            all.addAll(more);
            set(all);
        }
    }

    /** Removes paths, durably and in one step. */
    void removeAll(Collection<String> some) throws IOException {
        var left = new LinkedHashSet<>(paths);
        left.removeAll(some);
        set(left);
    }

    int size() {
        return paths.size();
    }
}
