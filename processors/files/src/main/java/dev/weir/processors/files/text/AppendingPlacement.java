package dev.weir.processors.files.text;

import dev.weir.api.StopFlow;
import dev.weir.processors.files.text.TextReceipt.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A spool for each epoch, appended to the visible file by the commit at the place that the receipt
 * names: doing it again after a crash cuts the file there first and changes nothing. A file that is
 * not there, or has nothing in it, comes into being in one step.
 */
final class AppendingPlacement implements Placement {

    private static final int COPY = 1 << 18;

    private final Place place;
    private final long limit;
    private final Map<String, OpenPart> open = new LinkedHashMap<>();

    /** Parts that were ended in this epoch, and the number of the last of each table. */
    private final List<Part> full = new ArrayList<>();

    private final Map<String, Integer> taken = new HashMap<>();

    /** How the last commits have left the files of tables. */
    private final Map<String, Part> ends = new HashMap<>();

    private long sequence;

    AppendingPlacement(Place place, long limit) {
        this.place = place;
        this.limit = limit;
    }

    @Override
    public void recover(Optional<TextReceipt> last) throws IOException, StopFlow {
        close();
        forget();
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

    private void forget() {
        full.clear();
        taken.clear();
    }

    @Override
    public OpenPart part(String table, String header) throws IOException, StopFlow {
        OpenPart part = open.get(table);
        if (part != null && part.header().equals(header)) {
            return part;
        }
        if (part != null) {
            finish(part, header);
        }
        place.claim(table);
        Part next = next(table, header);
        part = OpenPart.open(place.storage(), next);
        open.put(table, part);
        if (!Header.endsWithLine(place.storage(), next.visible(), next.offset())) {
            part.text().add('\n');
        }
        return part;
    }

    /** Ends a part because what comes now needs another header. */
    private void finish(OpenPart part, String header) throws IOException, StopFlow {
        if (place.target().isFile()) {
            throw Header.other(part.visible(), part.header(), header);
        }
        open.remove(part.table());
        taken.put(part.table(), part.number());
        try (part) {
            full.add(part.sync());
        }
    }

    /**
     * Where the next rows of a table go: behind the last ones, or into a new part. What counts is
     * what the file has now: others may have added to it, or taken it away as those do who rotate
     * logs.
     */
    private Part next(String table, String header) throws IOException, StopFlow {
        if (place.target().isFile()) {
            String visible = place.target().file(table, 0);
            if (place.size(visible) > 0 && !Header.fits(place.storage(), visible, header)) {
                throw Header.other(place.storage(), visible, header);
            }
            return part(table, 0, header);
        }
        Part end = ends.get(table);
        int last = end == null ? place.lastPart(table) : end.number();
        if (goesOn(table, last, header)) {
            return part(table, last, header);
        }
        int newest = Math.max(place.lastPart(table), taken.getOrDefault(table, -1));
        return part(table, newest + 1, header);
    }

    private boolean goesOn(String table, int last, String header) throws IOException {
        if (last < 0 || taken.containsKey(table)) {
            return false;
        }
        String visible = place.target().file(table, last);
        long size = place.size(visible);
        return place.written().contains(visible)
                && size > 0
                && size < limit
                && Header.fits(place.storage(), visible, header);
    }

    private Part part(String table, int number, String header) throws IOException {
        Part begun = place.newPart(table, number, sequence, header);
        Part end = ends.get(table);
        long size = place.size(begun.visible());
        if (end == null || !end.visible().equals(begun.visible()) || size == 0) {
            return begun.at(size, 0);
        }
        return begun.at(size, end.rows());
    }

    @Override
    public boolean isEmpty() throws IOException {
        return place.isEmpty();
    }

    @Override
    public Optional<TextReceipt> prepare() throws IOException {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var parts = new ArrayList<>(full);
        for (OpenPart part : open.values()) {
            parts.add(part.sync());
        }
        close();
        forget();
        return Optional.of(new TextReceipt(sequence++, parts, List.of()));
    }

    @Override
    public void commit(TextReceipt receipt) throws IOException, StopFlow {
        for (Part part : receipt.shown()) {
            if (place.storage().exists(part.hidden())) {
                show(part);
            } else if (place.isBegun(part.hidden())
                    && place.size(part.visible()) < part.offset() + part.length()) {
                throw Place.lost(part.hidden());
            }
            ends.put(part.table(), part);
        }
        if (open.isEmpty()) {
            place.sweep(Set.of());
        }
    }

    private void show(Part part) throws IOException, StopFlow {
        long size = place.size(part.visible());
        if (size == 0) {
            place.written().add(part.visible());
            if (part.offset() > 0 && place.size(part.hidden()) == part.length()) {
                addHeader(part);
            }
            place.storage().publish(part.hidden(), part.visible());
        } else if (part.offset() == 0) {
            throw place.notOurs(part.visible());
        } else if (size < part.offset()) {
            throw new FileSystemException(
                    part.visible(),
                    null,
                    "has %d bytes but should have %d: it was changed from outside; put back what it had, or take it away"
                            .formatted(size, part.offset()));
        } else if (size > part.offset() && !hasOnlyOurs(part)) {
            throw new FileSystemException(
                    part.visible(),
                    null,
                    "has rows of others behind byte %d, where rows of this flow were to go; take them away, or the file"
                            .formatted(part.offset()));
        } else {
            place.written().add(part.visible());
            append(part);
            place.storage().delete(part.hidden());
        }
    }

    /**
     * Whether what follows in the visible file is the beginning of the spool, from a former try.
     */
    private boolean hasOnlyOurs(Part part) throws IOException {
        long header = place.size(part.hidden()) - part.length();
        try (var spool = place.storage().read(part.hidden(), header);
                var visible = place.storage().read(part.visible(), part.offset())) {
            byte[] piece = visible.readNBytes(COPY);
            while (piece.length > 0) {
                if (!Arrays.equals(piece, spool.readNBytes(piece.length))) {
                    return false;
                }
                piece = visible.readNBytes(COPY);
            }
            return true;
        }
    }

    /** Lets a spool begin a file that was to be added to one which has been taken away since. */
    private void addHeader(Part part) throws IOException {
        if (part.header().isEmpty()) {
            return;
        }
        String longer = place.newDraft(part.hidden(), 0);
        try (var spool = place.storage().read(part.hidden(), 0);
                var draft = place.storage().draft(longer)) {
            draft.truncate(0);
            draft.write(ByteBuffer.wrap(part.header().getBytes(StandardCharsets.UTF_8)));
            byte[] piece = new byte[COPY];
            for (int read = spool.read(piece); read >= 0; read = spool.read(piece)) {
                draft.write(ByteBuffer.wrap(piece, 0, read));
            }
        }
        place.storage().publish(longer, part.hidden());
    }

    /** Whoever reads the file meanwhile, or after a crash, sees whole lines as far as possible. */
    private void append(Part part) throws IOException {
        // A spool that got a header for a file which has come back since.
        long header = place.size(part.hidden()) - part.length();
        try (var spool = place.storage().read(part.hidden(), header);
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
        OpenPart.closeAll(open);
    }
}
