package dev.weir.processors.files.text;

import dev.weir.api.Storage;
import dev.weir.api.Storage.Draft;
import dev.weir.api.Utf8Buffer;
import dev.weir.processors.files.text.TextReceipt.Part;
import java.io.IOException;
import java.util.Map;

/** A hidden file that is being written, through a buffer. */
final class OpenPart implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    /** Of a part that waits for its next row: there may be one for each of a thousand tables. */
    private static final int RESTING = 1 << 10;

    private final Part begun;
    private final Draft draft;
    private Utf8Buffer text = new Utf8Buffer(RESTING);
    private long rows;
    private boolean dirty = true;

    private OpenPart(Part begun, Draft draft) {
        this.begun = begun;
        this.draft = draft;
        this.rows = begun.rows();
    }

    /**
     * Opens a part where it stood, forgetting what was written behind that. A file that has nothing
     * in it yet gets its header.
     */
    static OpenPart open(Storage storage, Part part) throws IOException {
        Draft draft = storage.draft(part.hidden());
        try {
            draft.truncate(part.length());
            var open = new OpenPart(part, draft);
            if (open.size() == 0) {
                open.text.add(part.header());
            }
            return open;
        } catch (IOException | RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    /** Where the next text goes; {@link #added} is to be told. */
    Utf8Buffer text() {
        return text;
    }

    void added(long more) throws IOException {
        rows += more;
        dirty = true;
        if (text.length() >= BUFFER) {
            flush();
        }
    }

    private void flush() throws IOException {
        draft.write(text.asByteBuffer());
        text.clear();
    }

    String visible() {
        return begun.visible();
    }

    String table() {
        return begun.table();
    }

    String hidden() {
        return begun.hidden();
    }

    int number() {
        return begun.number();
    }

    /** Rows of the visible file, with those written here. */
    long rows() {
        return rows;
    }

    /** Bytes of the visible file, with those written here. */
    long size() {
        return begun.offset() + draft.length() + text.length();
    }

    /** What the visible file begins with. */
    String header() {
        return begun.header();
    }

    /** When it was begun, in milliseconds since 1970. */
    long begun() {
        return begun.begun();
    }

    /** Whether anything was written since the last {@link #sync}. */
    boolean isDirty() {
        return dirty;
    }

    /** Makes what was written durable and says what it is. */
    Part sync() throws IOException {
        if (dirty) {
            flush();
            draft.sync();
            dirty = false;
            text = new Utf8Buffer(RESTING);
        }
        return new Part(
                begun.table(),
                begun.number(),
                begun.hidden(),
                begun.visible(),
                draft.length(),
                begun.offset(),
                rows,
                begun.begun(),
                begun.header());
    }

    /** Closes parts and forgets them. */
    static void closeAll(Map<String, OpenPart> open) throws IOException {
        for (OpenPart part : open.values()) {
            part.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        draft.close();
    }
}
