package dev.weir.processors.files.text;

import dev.weir.api.StopFlow;
import dev.weir.processors.files.text.TextReceipt.Part;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drafts that grow from epoch to epoch. Each becomes visible as a whole, by the commit of the
 * checkpoint that finds it full or old enough, or that is the last.
 */
final class RollingPlacement implements Placement {

    private final Place place;
    private final long limit;
    private final Duration age;
    private final Map<String, OpenPart> open = new LinkedHashMap<>();
    private final List<Part> full = new ArrayList<>();
    private final Map<String, Integer> next = new HashMap<>();
    private long sequence;
    private boolean isLast;

    RollingPlacement(Place place, long limit, Duration age) {
        this.place = place;
        this.limit = limit;
        this.age = age;
    }

    @Override
    public void recover(Optional<TextReceipt> last) throws IOException, StopFlow {
        close();
        full.clear();
        next.clear();
        isLast = false;
        if (last.isEmpty()) {
            sequence = 0;
            place.check();
            place.sweep(Set.of());
            return;
        }
        sequence = last.get().sequence() + 1;
        for (Part part : last.get().parts().toList()) {
            place.claim(part.table());
            next.merge(part.table(), part.number() + 1, Math::max);
        }
        commit(last.get());
        for (Part part : last.get().kept()) {
            if (!place.storage().exists(part.hidden())) {
                throw Place.lost(part.hidden());
            }
            open.put(part.table(), OpenPart.open(place.storage(), part));
        }
    }

    @Override
    public OpenPart part(String table, String header) throws IOException, StopFlow {
        OpenPart part = open.get(table);
        if (part != null && part.size() < limit && part.header().equals(header)) {
            return part;
        }
        if (part != null) {
            full.add(finish(part));
        }
        place.claim(table);
        Integer known = next.get(table);
        int number = known == null ? place.lastPart(table) + 1 : known;
        next.put(table, number + 1);
        part = OpenPart.open(place.storage(), place.newPart(table, number, sequence, header));
        open.put(table, part);
        return part;
    }

    private Part finish(OpenPart part) throws IOException {
        open.remove(part.table());
        try (part) {
            return part.sync();
        }
    }

    @Override
    public boolean isEmpty() throws IOException {
        return place.isEmpty();
    }

    @Override
    public void flush() {
        isLast = true;
    }

    @Override
    public Optional<Instant> due() {
        return open.values().stream().map(this::due).min(Instant::compareTo);
    }

    private Instant due(OpenPart part) {
        return place.due(part.begun(), age);
    }

    @Override
    public Optional<TextReceipt> prepare() throws IOException {
        var now = place.now();
        for (OpenPart part : List.copyOf(open.values())) {
            if (isLast || part.size() >= limit || !due(part).isAfter(now)) {
                full.add(finish(part));
            }
        }
        if (full.isEmpty() && open.values().stream().noneMatch(OpenPart::isDirty)) {
            return Optional.empty();
        }
        var shown = List.copyOf(full);
        full.clear();
        var kept = new ArrayList<Part>();
        for (OpenPart part : open.values()) {
            kept.add(part.sync());
        }
        return Optional.of(new TextReceipt(sequence++, shown, kept));
    }

    @Override
    public void commit(TextReceipt receipt) throws IOException, StopFlow {
        var shown = new LinkedHashMap<String, String>();
        receipt.shown().forEach(part -> shown.put(part.hidden(), part.visible()));
        place.show(shown);
        var kept = new HashSet<String>();
        receipt.kept().forEach(part -> kept.add(part.hidden()));
        full.forEach(part -> kept.add(part.hidden()));
        open.values().forEach(part -> kept.add(part.hidden()));
        place.sweep(kept);
    }

    @Override
    public void publish() {
        // The last checkpoint has shown what was left.
    }

    @Override
    public void close() throws IOException {
        OpenPart.closeAll(open);
    }
}
