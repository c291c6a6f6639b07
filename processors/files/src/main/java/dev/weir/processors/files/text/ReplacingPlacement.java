package dev.weir.processors.files.text;

import dev.weir.api.StopFlow;
import dev.weir.processors.files.text.TextReceipt.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drafts that grow from epoch to epoch and become visible together when the run is complete. A
 * receipt says how long each of them was.
 */
final class ReplacingPlacement implements Placement {

    private final Place place;
    private final long limit;
    private final Map<String, OpenPart> open = new LinkedHashMap<>();
    private final List<Part> full = new ArrayList<>();
    private List<Part> prepared = List.of();
    private long sequence;

    ReplacingPlacement(Place place, long limit) {
        this.place = place;
        this.limit = limit;
    }

    @Override
    public void recover(Optional<TextReceipt> last) throws IOException, StopFlow {
        close();
        full.clear();
        prepared = last.map(TextReceipt::kept).orElse(List.of());
        sequence = last.map(TextReceipt::sequence).orElse(0L);
        var drafts = place.drafts();
        place.sweep(new HashSet<>(prepared.stream().map(Part::hidden).toList()));
        var newest = new HashMap<String, Part>();
        for (Part part : prepared) {
            place.claim(part.table());
            if (!place.storage().exists(part.hidden())) {
                full.add(published(part, drafts.contains(part.hidden())));
            } else {
                newest.merge(part.table(), part, (a, b) -> a.number() > b.number() ? a : b);
            }
        }
        for (Part part : prepared) {
            if (part.equals(newest.get(part.table()))) {
                open.put(part.table(), OpenPart.open(place.storage(), part));
            } else if (!full.contains(part)) {
                full.add(part);
            }
        }
        if (last.isEmpty()) {
            place.check();
        }
    }

    /**
     * A draft that is gone must have been made visible already. It may have been taken away since,
     * if all were made visible.
     */
    private Part published(Part part, boolean isBegun) throws IOException {
        boolean isShown =
                isBegun
                        ? place.size(part.visible()) == part.length()
                        : place.written().contains(part.visible());
        if (!isShown) {
            throw Place.lost(part.hidden());
        }
        return part;
    }

    @Override
    public OpenPart part(String table, String header) throws IOException, StopFlow {
        OpenPart part = open.get(table);
        if (part == null) {
            return begin(table, 0, header);
        }
        boolean fits = part.header().equals(header);
        if (fits && (place.target().isFile() || part.size() < limit)) {
            return part;
        }
        if (place.target().isFile()) {
            throw Header.other(part.visible(), part.header(), header);
        }
        full.add(part.sync());
        part.close();
        return begin(table, part.number() + 1, header);
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    private OpenPart begin(String table, int number, String header) throws IOException, StopFlow {
        place.claim(table);
        var part = OpenPart.open(place.storage(), place.newPart(table, number, 0, header));
        open.put(table, part);
        return part;
    }

    @Override
    public Optional<TextReceipt> prepare() throws IOException {
        if (open.values().stream().noneMatch(OpenPart::isDirty)) {
            return Optional.empty();
        }
        var parts = new ArrayList<>(full);
        for (OpenPart part : open.values()) {
            parts.add(part.sync());
        }
        prepared = List.copyOf(parts);
        return Optional.of(new TextReceipt(++sequence, List.of(), prepared));
    }

    @Override
    public void commit(TextReceipt receipt) {
        // Nothing is to be seen before the run is complete.
    }

    @Override
    public void publish() throws IOException, StopFlow {
        close();
        place.check();
        var files = new LinkedHashMap<String, String>();
        prepared.forEach(part -> files.put(part.hidden(), part.visible()));
        place.replace(files);
        place.sweep(Set.of());
    }

    @Override
    public void close() throws IOException {
        OpenPart.closeAll(open);
    }
}
