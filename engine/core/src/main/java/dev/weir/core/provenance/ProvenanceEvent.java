package dev.weir.core.provenance;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened to a batch.
 *
 * @param epoch whose checkpoint made it true
 * @param port of the processor; empty where it wrote
 * @param places where the rows come from, as far as that is known
 */
public record ProvenanceEvent(
        Kind kind,
        Instant time,
        String run,
        long epoch,
        String processor,
        String port,
        long rows,
        List<Place> places) {

    public ProvenanceEvent {
        places = List.copyOf(places);
    }

    /** What happened. */
    public enum Kind {
        /** Rows were read from the outside world. */
        RECEIVE,
        /** Rows were written to the outside world. */
        SEND,
        /** Rows could not be processed. */
        REJECT,
        /** Rows went to an output that nobody reads. */
        DROP
    }

    /**
     * Rows of one origin; there may be gaps between the first and the last.
     *
     * @param location file or table
     * @param first row, from 1
     */
    public record Place(String location, long first, long last) {
        boolean covers(String location, long row) {
            return row >= first && row <= last && matches(location);
        }

        private boolean matches(String other) {
            return location.equals(other) || location.endsWith("/" + other);
        }
    }
}
