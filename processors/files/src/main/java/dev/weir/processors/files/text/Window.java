package dev.weir.processors.files.text;

import dev.weir.processors.files.column.Cells;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A piece of a stream in memory, from the first byte that is still needed. Its array has padding on
 * both sides, that behind the last byte being zeros, so that whole words may be loaded anywhere. A
 * line feed is put behind the last byte of the stream if it has none there.
 */
public final class Window implements AutoCloseable {

    private static final int FIRST_SIZE = 1 << 18;

    private final InputStream stream;
    private byte[] bytes = new byte[FIRST_SIZE + 2 * Cells.PADDING];
    private int at = Cells.PADDING;
    private int limit = Cells.PADDING;
    private long offset;
    private long end;
    private boolean ended;

    /**
     * @param offset where in its file the stream begins
     */
    public Window(InputStream stream, long offset) {
        this.stream = stream;
        this.offset = offset - Cells.PADDING;
        this.end = offset;
    }

    /**
     * The bytes, of which those from {@link #at} to {@link #limit} count; until the next {@link
     * #more}.
     */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte that is still needed. */
    public int at() {
        return at;
    }

    public int limit() {
        return limit;
    }

    /** Tells that the bytes before are not needed any more. */
    public void moveTo(int at) {
        this.at = at;
    }

    /**
     * Reads the beginning of a file without a byte order mark, which some programs put there and
     * which is no part of the text.
     */
    public void skipMark() throws IOException {
        more();
        if (limit - at >= 3
                && bytes[at] == (byte) 0xEF
                && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF) {
            at += 3;
        }
    }

    /** Drops bytes up to the next line feed, and says whether it was here. */
    public boolean skipLine() {
        for (int i = at; i < limit; i++) {
            if (bytes[i] == '\n') {
                at = i + 1;
                return true;
            }
        }
        at = limit;
        return ended;
    }

    /** Where in its file the byte at an index stands. */
    public long offset(int index) {
        return Math.min(offset + index, end);
    }

    /** Whether the stream has come to its end, so that nothing but what is here will follow. */
    public boolean isEnded() {
        return ended;
    }

    /**
     * Reads more behind what is still needed, which may move. Answers false if there is no more.
     */
    public boolean more() throws IOException {
        if (ended) {
            return false;
        }
        int kept = limit - at;
        if (kept > capacity() / 2) {
            bytes = moved(new byte[Math.multiplyExact(bytes.length, 2)], kept);
        } else if (at > Cells.PADDING) {
            moved(bytes, kept);
        }
        offset += at - Cells.PADDING;
        at = Cells.PADDING;
        limit = at + kept;
        int room = bytes.length - Cells.PADDING - limit - 1;
        int read = stream.readNBytes(bytes, limit, room);
        limit += read;
        end += read;
        if (read < room) {
            ended = true;
            if (limit > at && bytes[limit - 1] != '\n') {
                bytes[limit++] = '\n';
            }
        }
        Arrays.fill(bytes, limit, limit + Cells.PADDING, (byte) 0);
        return limit > at;
    }

    private byte[] moved(byte[] to, int kept) {
        System.arraycopy(bytes, at, to, Cells.PADDING, kept);
        return to;
    }

    private int capacity() {
        return bytes.length - 2 * Cells.PADDING - 1;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
