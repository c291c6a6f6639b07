package dev.weir.processors.files.parquet;

import dev.weir.api.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Hidden folders that the database writes partitioned files into. */
final class ParquetFolders {

    private ParquetFolders() {}

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
