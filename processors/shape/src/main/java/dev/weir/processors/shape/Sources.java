package dev.weir.processors.shape;

import dev.weir.api.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the rows of many batches come from, in little memory: each file or table once, at the first
 * row that was seen of it.
 */
final class Sources {
    private static final int PLACES = 10_000;

    private final Map<String, Origin.Read> places = new LinkedHashMap<>();
    private boolean complete = true;

    void add(Origin origin) {
        switch (origin) {
            case Origin.Read read -> {
                if (places.size() < PLACES || places.containsKey(read.location())) {
                    places.putIfAbsent(read.location(), read);
                } else {
                    complete = false;
                }
            }
            case Origin.Picked(Origin of, Origin.Rows _) -> add(of);
            case Origin.Joined(List<Origin> parts) -> parts.forEach(this::add);
            case Origin.Appended(List<Origin> parts, List<Integer> _) -> parts.forEach(this::add);
            case Origin.Batches(List<Origin> inputs) -> inputs.forEach(this::add);
            case Origin.Unknown _ -> complete = false;
        }
    }

    /** The origin of rows to which any row may have led. */
    Origin origin() {
        return complete && !places.isEmpty()
                ? new Origin.Batches(List.copyOf(places.values()))
                : Origin.unknown();
    }
}
