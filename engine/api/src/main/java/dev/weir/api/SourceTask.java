package dev.weir.api;

import java.util.List;
import java.util.Optional;

/**
 * The running work of a {@link Source}. Called by one thread at a time.
 *
 * @param <P> the position
 */
public interface SourceTask<P extends Record> extends AutoCloseable {

    /**
     * The splits that there are now; asked at start and by timer. A split that was returned before
     * must be returned again with the same id as long as it can be read; one that is no longer
     * returned is left alone until it has ended. The order is the order of reading.
     *
     * @param known the splits of earlier answers, those of an earlier process included
     */
    default List<Split> splits(List<Split> known) throws Exception {
        return List.of(Split.ONLY);
    }

    /** Opens a split where it stood, or at its beginning. The engine closes the reader. */
    SplitReader<P> open(Split split, Optional<P> position) throws Exception;

    @Override
    default void close() throws Exception {}
}
