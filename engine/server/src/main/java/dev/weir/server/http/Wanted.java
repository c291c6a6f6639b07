package dev.weir.server.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Which flows should run: one empty file a flow, so that each is kept or forgotten in one step. */
final class Wanted {
    private final Path folder;

    Wanted(Path dataFolder) throws IOException {
        this.folder = Files.createDirectories(dataFolder.resolve("deployed").resolve(".running"));
    }

    List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    boolean contains(String name) {
        return Files.exists(folder.resolve(name));
    }

    void add(String name) throws IOException {
        Files.write(folder.resolve(name), new byte[0]);
    }

    void remove(String name) throws IOException {
        try {
            Files.delete(folder.resolve(name));
        } catch (NoSuchFileException _) {
            // It was not wanted before either.
        }
    }
}
