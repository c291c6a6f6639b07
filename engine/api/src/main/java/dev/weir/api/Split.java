package dev.weir.api;

import java.util.Map;

/**
 * A part of a source that is read on its own: a file, a partition, a range of keys.
 *
 * @param id tells it from the other splits of the source, across processes and restarts
 * @param details whatever the source needs to open it, kept in checkpoints
 */
public record Split(String id, Map<String, String> details) {

    /** The one split of a source that has no parts. */
    public static final Split ONLY = new Split("all", Map.of());

    public Split {
        details = Map.copyOf(details);
    }
}
