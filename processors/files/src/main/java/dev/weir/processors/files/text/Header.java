package dev.weir.processors.files.text;

import dev.weir.api.StopFlow;
import dev.weir.api.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the files of some formats begin with: rows must not get under the names of others. */
final class Header {

    private static final int SHOWN = 200;

    private Header() {}

    /** Whether a file begins with a header; a byte order mark and CR do not matter. */
    static boolean fits(Storage storage, String file, String header) throws IOException {
        if (header.isEmpty()) {
            return true;
        }
        String text = start(storage, file, header.getBytes(StandardCharsets.UTF_8).length * 2 + 4);
        String wanted = plain(header);
        return text.startsWith(wanted) || (text + "\n").equals(wanted);
    }

    private static String start(Storage storage, String file, int bytes) throws IOException {
        try (var stream = storage.read(file, 0)) {
            return plain(new String(stream.readNBytes(bytes), StandardCharsets.UTF_8));
        }
    }

    private static String plain(String text) {
        return text.replace("\uFEFF", "").replace("\r", "");
    }

    /** Rows with a header came for a file that begins with something else. */
    static StopFlow other(Storage storage, String file, String header) throws IOException {
        return other(file, start(storage, file, 4 * SHOWN), header);
    }

    /** Rows with a header came for a file that begins with another one. */
    static StopFlow other(String file, String there, String header) {
        return new StopFlow(
                "WEIR-4217",
                "%s begins with %s, the rows that come now with %s; take the file away, or begin anew with --fresh and another path, or a folder, where new columns begin a new part"
                        .formatted(file, shown(there), shown(header)));
    }

    private static String shown(String text) {
        String line = text.lines().findFirst().orElse("");
        return "'%s'".formatted(line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line);
    }

    /** Whether what is in a file of some size is whole lines. */
    static boolean endsWithLine(Storage storage, String file, long size) throws IOException {
        if (size == 0) {
            return true;
        }
        try (var end = storage.read(file, size - 1)) {
            return end.read() == '\n';
        }
    }
}
