package dev.weir.processors.files.text;

import dev.weir.api.StopFlow;
import dev.weir.api.Storage;
import java.io.IOException;

/**
 * Where the reading of a file stands: between two rows.
 *
 * @param offset first byte of the next row, in UTF-8
 * @param row number of data rows before it
 * @param line number of the line that it begins in, from 1
 */
public record TextPosition(long offset, long row, long line) {

    /**
     * Refuses a file that ends before this position: another one took its name, and its rows would
     * be passed over in silence.
     */
    public void check(Storage storage, String path) throws IOException, StopFlow {
        var file = storage.file(path);
        if (file.isPresent() && file.get().bytes() < offset) {
            throw replaced(path, file.get().bytes(), offset, "bytes");
        }
    }

    /** What there is to say of a file that has less than was read of it. */
    public static StopFlow replaced(String path, long there, long read, String what) {
        return new StopFlow(
                "WEIR-4216",
                "%s has %,d %s, and %,d were read of it before: another file took its name; give it a new one, or begin anew with --fresh"
                        .formatted(path, there, what, read));
    }
}
