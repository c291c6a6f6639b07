package dev.weir.processors.files.jsonl;

import dev.weir.processors.files.column.Cells;
import dev.weir.processors.files.column.JsonEscapes;
import dev.weir.processors.files.text.Chunk;
import dev.weir.processors.files.text.RowErrors;
import dev.weir.processors.files.text.Tokenizer;
import dev.weir.processors.files.text.Utf8;
import dev.weir.processors.files.text.Window;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds lines and, in each, the values of the wanted keys, which are not looked into. Keys mostly
 * come in the same order in every line, so the one after the last is tried first.
 */
final class JsonTokenizer implements Tokenizer {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final Window window;
    private final int rowLimit;
    private final byte[][] keys;
    private final Chunk chunk;
    private final int capacity;
    private final long[] cells;
    private int expected;

    JsonTokenizer(Window window, List<String> keys, int rowLimit, int batchSize, long line) {
        this.window = window;
        this.rowLimit = rowLimit;
        this.keys =
                keys.stream()
                        .map(key -> key.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        chunk = new Chunk(window, keys.size(), batchSize, line);
        capacity = chunk.capacity();
        cells = chunk.cells();
    }

    @Override
    public Chunk chunk() {
        return chunk;
    }

    /** The line is a JSON object already. */
    @Override
    public String values(int row) {
        return Utf8.readable(window.bytes(), chunk.start(row), chunk.end(row));
    }

    @Override
    public int scan() {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        int at = window.at();
        int row = 0;
        while (row < capacity && at < limit) {
            int feed = feed(bytes, at, limit);
            if (feed < 0) {
                if (limit - at <= rowLimit) {
                    break;
                }
                chunk.begin(row, at);
                chunk.end(row, Math.min(limit, at + RowErrors.RAW_LIMIT));
                chunk.spoil(
                        row,
                        RowErrors.LENGTH,
                        "the line has more than %,d bytes".formatted(rowLimit));
                chunk.skipLine();
                window.moveTo(limit);
                return row + 1;
            }
            int end = feed > at && bytes[feed - 1] == '\r' ? feed - 1 : feed;
            chunk.begin(row, at);
            chunk.end(row, end);
            chunk.addLines(1);
            if (blanks(bytes, at, end) < end) {
                row(bytes, at, end, row);
                row++;
            }
            at = feed + 1;
        }
        window.moveTo(at);
        return row;
    }

    /** Index of the next line feed, or -1 if it is not here yet. */
    private static int feed(byte[] bytes, int from, int limit) {
        for (int at = from; at < limit; at += 8) {
            long x = (long) LONG.get(bytes, at) ^ '\n' * ONES;
            long found = x - ONES & ~x & HIGH;
            if (found != 0) {
                int feed = at + (Long.numberOfTrailingZeros(found) >>> 3);
                return feed < limit ? feed : -1;
            }
        }
        return -1;
    }

    private void row(byte[] bytes, int start, int end, int row) {
        chunk.clear(row);
        if (end - start > rowLimit) {
            chunk.spoil(
                    row, RowErrors.LENGTH, "the line has more than %,d bytes".formatted(rowLimit));
            return;
        }
        int invalid = Utf8.invalid(bytes, start, end);
        if (invalid >= 0) {
            chunk.spoil(
                    row,
                    RowErrors.ENCODING,
                    "byte %d of the line, 0x%02X, is not UTF-8"
                            .formatted(invalid - start + 1, bytes[invalid]));
            return;
        }
        int stopped = object(bytes, start, end, row);
        if (stopped != end) {
            chunk.spoil(
                    row,
                    RowErrors.JSON,
                    "the line is not a JSON object: character %d is wrong"
                            .formatted(Math.min(stopped, end) - start + 1));
        }
    }

    /** One object: answers {@code end}, or the index of what is wrong. */
    private int object(byte[] bytes, int start, int end, int row) {
        int at = blanks(bytes, start, end);
        if (bytes[at] != '{') {
            return at == end ? end - 1 : at;
        }
        at = blanks(bytes, at + 1, end);
        if (bytes[at] == '}') {
            return closed(bytes, at, end);
        }
        expected = 0;
        for (; ; ) {
            if (at >= end || bytes[at] != '"') {
                return wrong(at, end);
            }
            long name = JsonCells.text(bytes, at, end);
            if (name == Cells.MISSING) {
                return wrong(end, end);
            }
            int key = key(bytes, name);
            at = blanks(bytes, Cells.end(name) + 1, end);
            if (at >= end || bytes[at] != ':') {
                return wrong(at, end);
            }
            at = blanks(bytes, at + 1, end);
            long value = JsonCells.value(bytes, at, end);
            if (value == Cells.MISSING) {
                return wrong(at, end);
            }
            at = Cells.end(value) + (Cells.isQuoted(value) ? 1 : 0);
            if (key >= 0) {
                cells[key * capacity + row] =
                        JsonCells.isNull(bytes, value) ? Cells.MISSING : value;
            }
            at = blanks(bytes, at, end);
            if (at < end && bytes[at] == ',') {
                at = blanks(bytes, at + 1, end);
            } else if (at < end && bytes[at] == '}') {
                return closed(bytes, at, end);
            } else {
                return wrong(at, end);
            }
        }
    }

    private static int closed(byte[] bytes, int at, int end) {
        int rest = blanks(bytes, at + 1, end);
        return rest == end ? end : wrong(rest, end);
    }

    /** An index that is not {@code end}, which would mean that all is well. */
    private static int wrong(int at, int end) {
        return at >= end ? end + 1 : at;
    }

    private static int blanks(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    /** Which wanted key a name is, or -1. */
    private int key(byte[] bytes, long name) {
        int start = Cells.start(name);
        int end = Cells.end(name);
        if (Cells.isEscaped(name)) {
            byte[] plain = new byte[end - start];
            int length = new JsonEscapes().resolve(bytes, start, end, plain, 0);
            for (int key = 0; key < keys.length; key++) {
                if (length >= 0
                        && Arrays.equals(keys[key], 0, keys[key].length, plain, 0, length)) {
                    return key;
                }
            }
            return -1;
        }
        for (int tried = 0; tried < keys.length; tried++) {
            int key = expected < keys.length ? expected : 0;
            byte[] wanted = keys[key];
            expected = key + 1;
            if (wanted.length == end - start
                    && Arrays.equals(wanted, 0, wanted.length, bytes, start, end)) {
                return key;
            }
        }
        return -1;
    }
}
