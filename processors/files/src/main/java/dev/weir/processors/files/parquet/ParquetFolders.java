package dev.weir.processors.files.parquet;

import dev.weir.api.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Hidden folders that the database writes partitioned files into. */
final class ParquetFolders {

    private ParquetFolders() {}

    /**
     * The files in a hidden folder, by their paths below it. Values of partitions name the folders
     * there, so that no name may mean that a folder is left out.
     */
    static List<String> files(Storage storage, String hidden) throws IOException {
        Path folder = storage.local(hidden);
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .map(file -> file.replace(folder.getFileSystem().getSeparator(), "/"))
                    .sorted()
                    .toList();
        }
    }

    /** Removes a hidden file, or a hidden folder with all that is in it. */
    static void delete(Storage storage, String hidden) throws IOException {
        Path path = storage.local(hidden);
        if (!Files.isDirectory(path)) {
            storage.delete(hidden);
            return;
        }
        try (var all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
