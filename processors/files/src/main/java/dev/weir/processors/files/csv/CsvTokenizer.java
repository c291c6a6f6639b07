package dev.weir.processors.files.csv;

import dev.weir.api.Utf8Buffer;
import dev.weir.processors.files.column.Cells;
import dev.weir.processors.files.text.Chunk;
import dev.weir.processors.files.text.RowErrors;
import dev.weir.processors.files.text.Tokenizer;
import dev.weir.processors.files.text.Utf8;
import dev.weir.processors.files.text.Window;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Finds rows and fields.
 *
 * <p>The end of a field is looked for in eight bytes at once: a byte of {@code word ^ pattern} is
 * zero where the word has the character, and {@code (x - 1) & ~x & 0x80} finds the lowest zero byte
 * exactly. Quotes matter only as a field's first character; a quoted field is searched for its
 * closing quote alone. A row with wrong quotes is given up at its first line break, so that the
 * rows which the stray quote would have swallowed are read.
 */
final class CsvTokenizer implements Tokenizer {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * ONES;

    private static final int INCOMPLETE = -1;
    private static final int MALFORMED = -2;

    private final Window window;
    private final CsvFormat format;
    private final List<String> names;
    private final int width;
    private final Chunk chunk;
    private final int capacity;
    private final long[] cells;
    private long high;
    private long quotedCell;
    private boolean sawQuotes;

    /**
     * @param names names of the fields that every row has
     * @param line number of the line that the window begins with
     */
    CsvTokenizer(Window window, CsvFormat format, List<String> names, long line) {
        this.window = window;
        this.format = format;
        this.names = names;
        this.width = names.size();
        chunk = new Chunk(window, width, format.batchSize(), line);
        capacity = chunk.capacity();
        cells = chunk.cells();
    }

    @Override
    public Chunk chunk() {
        return chunk;
    }

    @Override
    public String values(int row) {
        var text = new Utf8Buffer(256);
        var escapes = new CsvEscapes(format.quote());
        for (int field = 0; field < width; field++) {
            long cell = cells[chunk.column(field) + row];
            text.add(field == 0 ? '{' : ',');
            text.jsonText(names.get(field));
            text.add(':');
            if (Cells.isMissing(cell)) {
                text.add("null");
            } else {
                int start = Cells.start(cell);
                byte[] value = new byte[Cells.end(cell) - start];
                int length = escapes.resolve(window.bytes(), start, start + value.length, value, 0);
                text.jsonText(value, 0, length);
            }
        }
        text.add('}');
        return text.toString();
    }

    @Override
    public int scan() {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        int row = 0;
        int at = window.at();
        while (row < capacity && at < limit) {
            chunk.begin(row, at);
            int end = row(bytes, at, limit, row);
            if (end < 0) {
                end = broken(bytes, at, limit, row, end);
                if (end < 0) {
                    break;
                }
            } else if (chunk.end(row) == at && width > 1) {
                // A blank line is no row.
                chunk.addLines(1);
                chunk.forgive(row);
                at = end + 1;
                continue;
            } else {
                chunk.addLines(sawQuotes ? 1 + breaks(bytes, at, end) : 1);
                sawQuotes = false;
            }
            at = end + 1;
            row++;
        }
        window.moveTo(at);
        return row;
    }

    /** One row: answers where its line feed is, or a negative number. */
    private int row(byte[] bytes, int start, int limit, int row) {
        final long delimiters = format.delimiter() * ONES;
        final byte quote = format.quote();
        int at = start;
        int field = 0;
        long seen = 0;
        for (; ; ) {
            int end;
            long cell;
            if (bytes[at] == quote && quote != 0) {
                end = quoted(bytes, at, limit);
                if (end < 0) {
                    return end;
                }
                cell = quotedCell;
            } else {
                end = at;
                for (; ; ) {
                    long word = (long) LONG.get(bytes, end);
                    long delimiter = word ^ delimiters;
                    long feed = word ^ LINE_FEEDS;
                    long found = (delimiter - ONES & ~delimiter | feed - ONES & ~feed) & HIGH;
                    seen |= word;
                    if (found != 0) {
                        end += Long.numberOfTrailingZeros(found) >>> 3;
                        break;
                    }
                    end += 8;
                    if (end >= limit) {
                        return INCOMPLETE;
                    }
                }
                if (end >= limit) {
                    return INCOMPLETE;
                }
                cell = Cells.of(at, end);
            }
            if (bytes[end] == '\n') {
                int last = bytes[end - 1] == '\r' && end > at ? end - 1 : end;
                cells[Math.min(field, width) * capacity + row] =
                        Cells.isQuoted(cell) ? cell : Cells.of(at, last);
                chunk.end(row, last);
                check(bytes, start, last, row, field + 1, seen | high);
                high = 0;
                return end;
            }
            cells[Math.min(field, width) * capacity + row] = cell;
            at = end + 1;
            field++;
        }
    }

    /** A field that begins with a quote: answers where its delimiter or line feed is. */
    private int quoted(byte[] bytes, int at, int limit) {
        final byte quote = format.quote();
        final long quotes = quote * ONES;
        sawQuotes = true;
        boolean escaped = false;
        int end = at + 1;
        for (; ; ) {
            long word = (long) LONG.get(bytes, end);
            long x = word ^ quotes;
            long found = x - ONES & ~x & HIGH;
            high |= word;
            if (found == 0) {
                end += 8;
                if (end >= limit) {
                    return INCOMPLETE;
                }
                continue;
            }
            end += Long.numberOfTrailingZeros(found) >>> 3;
            if (end + 1 >= limit) {
                return INCOMPLETE;
            }
            if (bytes[end + 1] != quote) {
                break;
            }
            escaped = true;
            end += 2;
        }
        quotedCell = Cells.quoted(at + 1, end, escaped);
        byte next = bytes[end + 1];
        if (next == format.delimiter() || next == '\n') {
            return end + 1;
        }
        if (next == '\r') {
            if (end + 2 >= limit) {
                return INCOMPLETE;
            }
            return bytes[end + 2] == '\n' ? end + 2 : MALFORMED;
        }
        return MALFORMED;
    }

    private void check(byte[] bytes, int start, int end, int row, int fields, long seen) {
        if (end - start > format.rowLimit()) {
            String reason = "the row has more than %,d bytes".formatted(format.rowLimit());
            chunk.spoil(row, RowErrors.LENGTH, reason);
        } else if (fields != width) {
            String reason =
                    "the row has %d field%s, not %d"
                            .formatted(fields, fields == 1 ? "" : "s", width);
            chunk.spoil(row, RowErrors.FIELDS, reason);
        } else if ((seen & HIGH) != 0) {
            int invalid = Utf8.invalid(bytes, start, end);
            if (invalid >= 0) {
                String reason =
                        "byte %d of the row, 0x%02X, is not UTF-8"
                                .formatted(invalid - start + 1, bytes[invalid]);
                chunk.spoil(row, RowErrors.ENCODING, reason);
            }
        }
    }

    /**
     * A row that has no end, or not yet: answers where its first line ends, if it must be given up.
     */
    private int broken(byte[] bytes, int start, int limit, int row, int result) {
        high = 0;
        boolean tooLong = limit - start > format.rowLimit();
        if (result == INCOMPLETE && !window.isEnded() && !tooLong) {
            return INCOMPLETE;
        }
        int feed = start;
        while (feed < limit && bytes[feed] != '\n') {
            feed++;
        }
        if (feed == limit) {
            return tooLong ? unending(start, limit, row) : INCOMPLETE;
        }
        chunk.end(row, bytes[feed - 1] == '\r' && feed > start ? feed - 1 : feed);
        String reason =
                result == MALFORMED
                        ? "something other than a delimiter follows a closing quote"
                        : tooLong
                                ? "the row has more than %,d bytes, or a quote is never closed"
                                        .formatted(format.rowLimit())
                                : "a quote is never closed";
        boolean isLength = tooLong && result != MALFORMED;
        chunk.spoil(row, isLength ? RowErrors.LENGTH : RowErrors.QUOTES, reason);
        chunk.addLines(1);
        return feed;
    }

    /** A row of more bytes than are allowed, without a line break: its rest is skipped. */
    private int unending(int start, int limit, int row) {
        chunk.end(row, Math.min(limit, start + RowErrors.RAW_LIMIT));
        String reason = "the row has more than %,d bytes".formatted(format.rowLimit());
        chunk.spoil(row, RowErrors.LENGTH, reason);
        chunk.skipLine();
        return limit - 1;
    }

    /** Line breaks within a row, which only quotes can hold. */
    private static long breaks(byte[] bytes, int start, int end) {
        long found = 0;
        int at = start;
        for (; at + 8 <= end; at += 8) {
            long x = (long) LONG.get(bytes, at) ^ LINE_FEEDS;
            if ((x - ONES & ~x & HIGH) != 0) {
                for (int i = at; i < at + 8; i++) {
                    found += bytes[i] == '\n' ? 1 : 0;
                }
            }
        }
        for (; at < end; at++) {
            found += bytes[at] == '\n' ? 1 : 0;
        }
        return found;
    }
}
