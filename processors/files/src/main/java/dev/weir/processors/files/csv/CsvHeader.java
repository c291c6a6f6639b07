package dev.weir.processors.files.csv;

import dev.weir.api.Storage;
import dev.weir.processors.files.text.DecodedStream;
import dev.weir.processors.files.text.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first row of a file.
 *
 * @param fields its fields: names if the file has a header
 * @param offset first byte of the data rows
 * @param line number of the line that the data rows begin in
 */
record CsvHeader(List<String> fields, long offset, long line) {

    /** Looks at the beginning of a file. A file without any row has no fields. */
    static CsvHeader read(Storage storage, String path, CsvFormat format) throws IOException {
        try (var window = new Window(open(storage, path, format, 0), 0)) {
            window.skipMark();
            long first = window.offset(window.at());
            long line = 1 + skipEmptyLines(window);
            int end = rowEnd(window, format);
            byte[] bytes = window.bytes();
            var fields =
                    end == window.at() ? List.<String>of() : split(bytes, window.at(), end, format);
            if (!format.header()) {
                return new CsvHeader(fields, first, 1);
            }
            for (int at = window.at(); at < end; at++) {
                line += bytes[at] == '\n' ? 1 : 0;
            }
            return new CsvHeader(fields, window.offset(end), line);
        }
    }

    /** A file's text from a place on; places of another encoding count bytes of UTF-8. */
    static InputStream open(Storage storage, String path, CsvFormat format, long from)
            throws IOException {
        if (format.encoding().equals(StandardCharsets.UTF_8)) {
            return storage.read(path, from);
        }
        var stream = new DecodedStream(storage.read(path, 0), format.encoding());
        try {
            stream.skipNBytes(from);
            return stream;
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** Moves the window to the first line with anything on it, and answers how many it skipped. */
    private static long skipEmptyLines(Window window) throws IOException {
        for (long skipped = 0; ; skipped++) {
            while (window.limit() - window.at() < 2 && window.more() && !window.isEnded()) {
                // A line break may have two bytes.
            }
            byte[] bytes = window.bytes();
            int feed = bytes[window.at()] == '\r' ? window.at() + 1 : window.at();
            if (feed >= window.limit() || bytes[feed] != '\n') {
                return skipped;
            }
            window.moveTo(feed + 1);
        }
    }

    /**
     * Index behind the line feed that ends the first row. As in any row, a quote opens a field only
     * where that begins, and a row with a quote that is never closed ends with its first line.
     */
    private static int rowEnd(Window window, CsvFormat format) throws IOException {
        boolean quoted = false;
        boolean begins = true;
        int line = -1;
        for (int i = 0; ; i++) {
            boolean isOver = window.at() + i >= window.limit() && !window.more();
            if (line >= 0 && (isOver || i > format.rowLimit())) {
                return window.at() + line;
            }
            if (isOver) {
                return window.limit();
            }
            if (i > format.rowLimit()) {
                throw new IOException(
                        "the first row has more than %,d bytes; is it a CSV file?"
                                .formatted(format.rowLimit()));
            }
            byte b = window.bytes()[window.at() + i];
            if (b == '\n' && !quoted) {
                return window.at() + i + 1;
            }
            line = b == '\n' && line < 0 ? i + 1 : line;
            // The second of two quotes within quotes opens again what the first one closed.
            boolean turns = b == format.quote() && b != 0 && (quoted || begins);
            quoted ^= turns;
            begins = b == format.delimiter() || turns && !quoted;
        }
    }

    private static List<String> split(byte[] bytes, int start, int end, CsvFormat format) {
        int last = end - 1;
        if (last > start && bytes[last - 1] == '\r') {
            last--;
        }
        var fields = new ArrayList<String>();
        int at = start;
        while (at <= last) {
            var field = new java.io.ByteArrayOutputStream();
            boolean quoted = at < last && bytes[at] == format.quote() && format.quote() != 0;
            boolean inside = quoted;
            for (at += quoted ? 1 : 0; at < last; at++) {
                boolean isQuote = quoted && bytes[at] == format.quote();
                if (isQuote && inside && at + 1 < last && bytes[at + 1] == format.quote()) {
                    at++;
                } else if (isQuote) {
                    inside = false;
                    continue;
                } else if (!inside && bytes[at] == format.delimiter()) {
                    break;
                }
                field.write(bytes[at]);
            }
            fields.add(field.toString(StandardCharsets.UTF_8));
            at++;
        }
        return fields;
    }
}
