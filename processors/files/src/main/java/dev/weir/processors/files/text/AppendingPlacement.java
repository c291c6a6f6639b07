package dev.weir.processors.files.text;

import dev.weir.api.StopFlow;
import dev.weir.processors.files.text.TextReceipt.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A spool for each epoch, appended to the visible file by the commit at the place that the receipt
 * names: doing it again after a crash cuts the file there first and changes nothing.
 */
final class AppendingPlacement implements Placement {

    private static final int COPY = 1 << 18;

    private final Place place;
    private final Map<String, OpenPart> open = new LinkedHashMap<>();
    private final Map<String, Part> ends = new LinkedHashMap<>();
    private long sequence;

    AppendingPlacement(Place place) {
        this.place = place;
    }

    @Override
    public void recover(Optional<TextReceipt> last) throws IOException, StopFlow {
        close();
        ends.clear();
        if (last.isPresent()) {
            sequence = last.get().sequence() + 1;
            for (Part part : last.get().shown()) {
                place.claim(part.table());
            }
            commit(last.get());
        } else {
            sequence = 0;
            place.check();
        }
        place.sweep(Set.of());
    }

    @Override
    public OpenPart part(String table, long limit) throws IOException, StopFlow {
        OpenPart part = open.get(table);
        if (part != null) {
            return part;
        }
        place.claim(table);
        boolean isFound = !ends.containsKey(table);
        Part end = end(table, limit);
        String hidden = place.newDraft(end.visible(), sequence);
        part =
                OpenPart.open(
                        place.storage(),
                        new Part(
                                table,
                                end.number(),
                                hidden,
                                end.visible(),
                                0,
                                end.offset(),
                                end.rows(),
                                place.now()));
        open.put(table, part);
        if (isFound && !place.endsWithLine(end.visible(), end.offset())) {
            part.text().add('\n');
        }
        return part;
    }

    @Override
    public boolean isEmpty() throws IOException {
        return found("").offset() == 0;
    }

    /** Where the next rows of a table go: behind the last ones, or into a new part. */
    private Part end(String table, long limit) throws IOException {
        Part known = ends.get(table);
        Part end = known == null ? found(table) : known;
        if (end.offset() > 0 && !place.storage().exists(end.visible())) {
            // Somebody has taken the file away, as those do who rotate logs.
            return at(table, end.number(), 0, 0);
        }
        boolean isFull = !place.target().isFile() && end.offset() >= limit;
        return isFull ? at(table, end.number() + 1, 0, 0) : end;
    }

    private Part found(String table) throws IOException {
        if (place.target().isFile()) {
            return at(table, 0, place.size(place.target().file(table, 0)), 0);
        }
        int last = place.lastPart(table);
        if (last < 0) {
            return at(table, 0, 0, 0);
        }
        String visible = place.target().file(table, last);
        return place.written().contains(visible)
                ? at(table, last, place.size(visible), 0)
                : at(table, last + 1, 0, 0);
    }

    private Part at(String table, int number, long offset, long rows) {
        String visible = place.target().file(table, number);
        return new Part(table, number, "", visible, 0, offset, rows, place.now());
    }

    @Override
    public Optional<TextReceipt> prepare() throws IOException {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var parts = new ArrayList<Part>();
        for (OpenPart part : open.values()) {
            parts.add(part.sync());
        }
        close();
        return Optional.of(new TextReceipt(sequence++, parts, List.of()));
    }

    @Override
    public void commit(TextReceipt receipt) throws IOException {
        for (Part part : receipt.shown()) {
            if (place.storage().exists(part.hidden())) {
                place.written().add(part.visible());
                show(part);
            }
            ends.put(
                    part.table(),
                    at(part.table(), part.number(), part.offset() + part.length(), part.rows()));
        }
        if (open.isEmpty()) {
            place.sweep(Set.of());
        }
    }

    /** The first rows come with their file; the others are added to it. */
    private void show(Part part) throws IOException {
        if (part.offset() == 0 && !place.storage().exists(part.visible())) {
            place.storage().publish(part.hidden(), part.visible());
        } else {
            append(part);
            place.storage().delete(part.hidden());
        }
    }

    /** Whoever reads the file meanwhile, or after a crash, sees whole lines as far as possible. */
    private void append(Part part) throws IOException {
        try (var spool = place.storage().read(part.hidden(), 0);
                var visible = place.storage().append(part.visible())) {
            visible.truncate(part.offset());
            byte[] piece = new byte[COPY];
            int held = 0;
            long left = part.length();
            while (left > 0) {
                int read = spool.readNBytes(piece, held, (int) Math.min(COPY - held, left));
                if (read == 0) {
                    throw new IOException(
                            "%s is shorter than the checkpoint says".formatted(part.hidden()));
                }
                left -= read;
                held += read;
                int lines = left == 0 ? held : wholeLines(piece, held);
                visible.write(ByteBuffer.wrap(piece, 0, lines));
                held -= lines;
                System.arraycopy(piece, lines, piece, 0, held);
            }
            visible.sync();
        }
    }

    /** Up to where the lines are whole; everything, if a line does not fit. */
    private static int wholeLines(byte[] piece, int length) {
        int end = length;
        while (end > 0 && piece[end - 1] != '\n') {
            end--;
        }
        return end == 0 && length == piece.length ? length : end;
    }

    @Override
    public void publish() {
        // Every commit has shown its rows.
    }

    @Override
    public void close() throws IOException {
        for (OpenPart part : open.values()) {
            part.close();
        }
        open.clear();
    }
}
