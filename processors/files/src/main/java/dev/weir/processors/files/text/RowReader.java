package dev.weir.processors.files.text;

import dev.weir.api.Batch;
import dev.weir.api.ColumnType;
import dev.weir.api.Context;
import dev.weir.api.Origin;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Rejections.Rejection;
import dev.weir.api.SourceOutput;
import dev.weir.api.SplitReader;
import dev.weir.processors.files.column.Cells;
import dev.weir.processors.files.column.ColumnBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one file of text: rows from a tokenizer into batches, what is wrong into rejections. */
public final class RowReader implements SplitReader<TextPosition> {

    private static final int SHOWN = 100;

    private final String path;
    private final Window window;
    private final Tokenizer tokenizer;
    private final Chunk chunk;
    private final int[] places;
    private final byte[] missing;
    private final BatchRows rows;
    private final Rejections rejections;
    private long row;

    /**
     * @param places for each column the field that it is read from
     * @param missing text that means null where it stands without quotes
     * @param row number of data rows before the first one
     */
    public RowReader(
            Context context,
            String path,
            Window window,
            Tokenizer tokenizer,
            int[] places,
            String missing,
            BatchRows rows,
            long row) {
        this.path = path;
        this.window = window;
        this.tokenizer = tokenizer;
        chunk = tokenizer.chunk();
        this.places = places.clone();
        this.missing = missing.getBytes(StandardCharsets.UTF_8);
        this.rows = rows;
        this.row = row;
        rejections = new Rejections(context);
    }

    @Override
    public Poll poll(SourceOutput<TextPosition> output) throws Exception {
        boolean ended = false;
        long first = row + 1;
        while (!rows.isFull()) {
            int count = chunk.next(tokenizer);
            if (count == 0) {
                ended = true;
                break;
            }
            append(count, output);
        }
        var batch = rows.take();
        rejections.flush(Processor.ERRORS, output);
        if (batch.isPresent()) {
            output.emit(located(batch.get(), first));
        }
        // A reader that begins within a line would take the rest of it for a row.
        chunk.finishLine();
        output.position(new TextPosition(window.offset(window.at()), row, chunk.line()));
        return ended ? Poll.END : Poll.MORE;
    }

    /** The good rows, each with its number in the file. */
    private Batch located(Batch all, long first) {
        try (var located = all.from(new Origin.Read(path, first))) {
            all.close();
            var bad = rows.takeBad(located.rows());
            return bad.isEmpty() ? located.share() : located.without(bad);
        }
    }

    private void append(int count, SourceOutput<TextPosition> output) throws InterruptedException {
        long[] cells = chunk.cells();
        for (BadRow bad : chunk.bad()) {
            rows.spoil(bad.row());
            reject(bad.row(), bad.code(), "", bad.reason(), null);
        }
        for (int column = 0; column < places.length; column++) {
            int from = chunk.column(places[column]);
            if (missing.length > 0) {
                hideMissing(cells, from, count);
            }
            ColumnBuilder builder = rows.column(column);
            builder.append(
                    window.bytes(),
                    cells,
                    from,
                    count,
                    (bad, reason) -> {
                        if (rows.spoil(bad)) {
                            long cell = cells[from + bad];
                            reject(bad, RowErrors.VALUE, builder.field().getName(), reason, cell);
                        }
                    });
        }
        rows.added(count);
        row += count;
        if (rejections.isFull()) {
            rejections.flush(Processor.ERRORS, output);
        }
    }

    /** Turns the text that stands for null into nothing. */
    private void hideMissing(long[] cells, int from, int count) {
        byte[] bytes = window.bytes();
        for (int i = from; i < from + count; i++) {
            int start = Cells.start(cells[i]);
            int end = Cells.end(cells[i]);
            if (end - start == missing.length
                    && !Cells.isQuoted(cells[i])
                    && Arrays.equals(bytes, start, end, missing, 0, missing.length)) {
                cells[i] = Cells.MISSING;
            }
        }
    }

    private void reject(int bad, String code, String column, String reason, @Nullable Long cell) {
        int start = chunk.start(bad);
        int end = Math.min(chunk.end(bad), start + RowErrors.RAW_LIMIT);
        String message = reason;
        String values = "";
        if (cell != null) {
            String text = Utf8.readable(window.bytes(), Cells.start(cell), Cells.end(cell));
            String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
            var type = rows.schema().findField(column);
            message = "%s: '%s' %s (%s)".formatted(column, shown, reason, ColumnType.name(type));
            values = tokenizer.values(bad);
        }
        rejections.add(
                new Rejection(
                        code,
                        message,
                        path,
                        chunk.line(bad),
                        column,
                        "byte " + window.offset(start),
                        values,
                        Utf8.readable(window.bytes(), start, end)));
    }

    @Override
    public void close() throws IOException {
        rows.close();
        rejections.close();
        window.close();
    }
}
