package dev.weir.processors.files.text;

import dev.weir.api.Storage;
import java.io.IOException;
import java.util.Optional;

/** What keeps a sink from writing to its place at all. */
final class Obstacle {

    private Obstacle() {}

    /** Says what is in the way, if anything is. */
    static Optional<String> of(Storage storage, Target target) throws IOException {
        boolean alone = target.isFile() && !target.isByTable();
        if (alone && storage.exists(target.path()) && storage.file(target.path()).isEmpty()) {
            return Optional.of(
                    "%s is a folder, so that no file can have this name".formatted(target.path()));
        }
        String folder = target.folder();
        for (int end = folder.length() - 1; end > 0; end = folder.lastIndexOf('/', end - 1)) {
            String above = folder.substring(0, end);
            if (storage.file(above).isPresent()) {
                return Optional.of(
                        "%s is a file, so that nothing can be written below it".formatted(above));
            }
            if (storage.exists(above)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
