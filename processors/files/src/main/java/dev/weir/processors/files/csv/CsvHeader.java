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
            window.more();
            skipMark(window);
            int end = rowEnd(window, format);
            byte[] bytes = window.bytes();
            var fields =
                    end == window.at() ? List.<String>of() : split(bytes, window.at(), end, format);
            if (!format.header()) {
                return new CsvHeader(fields, window.offset(window.at()), 1);
            }
            long line = 1;
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

    /** Some programs put a byte order mark first, which is no part of the text. */
    private static void skipMark(Window window) {
        byte[] bytes = window.bytes();
        int at = window.at();
        if (window.limit() - at >= 3
                && bytes[at] == (byte) 0xEF
                && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF) {
            window.moveTo(at + 3);
        }
    }

    /** Index behind the line feed that ends the first row. */
    private static int rowEnd(Window window, CsvFormat format) throws IOException {
        boolean quoted = false;
        for (int i = 0; ; i++) {
            if (window.at() + i >= window.limit() && !window.more()) {
                return window.limit();
            }
            if (i > format.rowLimit()) {
                throw new IOException(
                        "the first row has more than %,d bytes; is it a CSV file?"
                                .formatted(format.rowLimit()));
            }
            byte b = window.bytes()[window.at() + i];
            if (b == format.quote() && b != 0) {
                quoted = !quoted;
            } else if (b == '\n' && !quoted) {
                return window.at() + i + 1;
            }
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
