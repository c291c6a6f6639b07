package dev.weir.processors.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is there in a folder, and what of it everybody sees. */
final class Shown {

    private Shown() {}

    /** The visible files below a folder. */
    static List<String> files(Path folder) throws IOException {
        return all(folder).filter(Shown::isVisible).toList();
    }

    /** The visible files below a folder, each with its lines. */
    static List<String> lines(Path folder) throws IOException {
        return all(folder)
                .filter(Shown::isVisible)
                .map(file -> file + " " + lines(folder, file))
                .toList();
    }

    /** The files below a folder that are not seen. */
    static List<String> hidden(Path folder) throws IOException {
        return all(folder).filter(file -> !isVisible(file)).toList();
    }

    private static Stream<String> all(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean isVisible(String file) {
        return !("/" + file).contains("/.");
    }

    private static String lines(Path folder, String file) {
        try {
            return String.join("|", Files.readAllLines(folder.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
