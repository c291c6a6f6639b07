package dev.weir.processors.files.text;

import dev.weir.processors.files.column.Cells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a window that are read at once: where each begins and ends, and the cells of its
 * fields. Small enough that text and cells stay in the processor's cache until the columns have
 * been made of them.
 */
public final class Chunk {

    private static final int MAX_ROWS = 1024;
    private static final int MAX_CELLS = 1 << 16;

    private final Window window;
    private final int width;
    private final int capacity;
    private final long[] cells;
    private final int[] starts;
    private final int[] ends;
    private final long[] lines;
    private final List<BadRow> bad = new ArrayList<>();
    private long line;
    private boolean skipping;

    /**
     * @param width number of fields that every row has
     * @param batchSize most rows that are wanted at once
     * @param line number of the line that the window begins with
     */
    public Chunk(Window window, int width, int batchSize, long line) {
        this.window = window;
        this.width = width;
        this.line = line;
        capacity = Math.min(Math.clamp(MAX_CELLS / (width + 1), 16, MAX_ROWS), batchSize);
        cells = new long[(width + 1) * capacity];
        starts = new int[capacity];
        ends = new int[capacity];
        lines = new long[capacity];
    }

    /** Goes to the next rows and answers how many these are; 0 at the end of the file. */
    int next(Tokenizer tokenizer) throws IOException {
        bad.clear();
        finishLine();
        for (; ; ) {
            int rows = tokenizer.scan();
            if (rows > 0) {
                return rows;
            }
            if (!window.more() && window.at() >= window.limit()) {
                return 0;
            }
        }
    }

    /**
     * Leaves out what is still to come of a skipped line, so that the window begins with a line.
     */
    void finishLine() throws IOException {
        while (skipping) {
            skipping = !window.skipLine();
            line += skipping ? 0 : 1;
            if (skipping) {
                window.more();
            }
        }
    }

    /** Most rows that there can be. */
    public int capacity() {
        return capacity;
    }

    /** The cells of all fields; behind those of the last one is room for those of one more. */
    public long[] cells() {
        return cells;
    }

    /** Where the cells of a field stand: one for each row from this index of {@link #cells} on. */
    public int column(int field) {
        return field * capacity;
    }

    /** The rows that cannot be read; their cells are all missing. */
    List<BadRow> bad() {
        return bad;
    }

    /** First byte of a row. */
    public int start(int row) {
        return starts[row];
    }

    /** Byte behind the last one of a row, its line break left out. */
    public int end(int row) {
        return ends[row];
    }

    /** Number of the line that a row begins in. */
    long line(int row) {
        return lines[row];
    }

    /** Number of the line that comes next. */
    long line() {
        return line;
    }

    /** Notes that a row begins at a byte, in the line that comes next. */
    public void begin(int row, int start) {
        starts[row] = start;
        lines[row] = line;
    }

    public void end(int row, int end) {
        ends[row] = end;
    }

    public void addLines(long count) {
        line += count;
    }

    /** Has all of the current line that is still to come left out. */
    public void skipLine() {
        skipping = true;
    }

    /** All cells of a row are missing. */
    public void clear(int row) {
        for (int field = 0; field < width; field++) {
            cells[field * capacity + row] = Cells.MISSING;
        }
    }

    /** A row cannot be read. */
    public void spoil(int row, String code, String reason) {
        bad.add(new BadRow(row, code, reason));
        clear(row);
    }

    /** Takes back what was wrong with the last row, which turned out to be none. */
    public void forgive(int row) {
        if (!bad.isEmpty() && bad.getLast().row() == row) {
            bad.removeLast();
        }
    }
}
