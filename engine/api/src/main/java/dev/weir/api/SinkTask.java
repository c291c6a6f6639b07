package dev.weir.api;

import java.time.Instant;
import java.util.Optional;

/**
 * The running work of a {@link Sink}. Called by one thread at a time.
 *
 * <p>The life of an epoch: any number of {@code write}, one {@code prepare}, and after the
 * checkpoint is durable one {@code commit}; between {@code prepare} and {@code commit} there is no
 * {@code write}. After a crash the engine calls {@code recover} with the receipt of the last
 * complete checkpoint before anything else.
 *
 * @param <R> the receipt
 */
public interface SinkTask<R extends Record> extends AutoCloseable {

    /**
     * Called once, first. Makes sure that what the receipt of the last complete checkpoint names is
     * committed (again, if need be) and removes everything newer. Empty: nothing of this run was
     * committed, remove all that is left of it.
     */
    void recover(Optional<R> last) throws Exception;

    /**
     * Writes a batch, which stays the engine's: it is valid during the call only. Rows that the
     * target refuses go to {@code errors}, here or in {@link #prepare}.
     */
    void write(InputPort input, Batch batch, SinkOutput output) throws Exception;

    /**
     * No row will follow before the process ends: the inputs have ended, or the flow is being
     * stopped. Called before the last {@link #prepare}. A sink that holds rows back, in order to
     * make larger files of them, lets that one show them.
     */
    default void flush() throws Exception {}

    /**
     * When a sink that holds rows back wants to show them: a checkpoint is drawn then even if
     * nothing moves. Asked after {@code recover} and after every {@code prepare}. Empty: it holds
     * nothing back.
     */
    default Optional<Instant> due() {
        return Optional.empty();
    }

    /**
     * Makes all that was written since the last call durable, but not yet visible. The receipt,
     * with what it names, must suffice to commit in another process at any later time. Empty: there
     * is nothing to commit, and the last receipt still stands.
     */
    Optional<R> prepare(long epoch, SinkOutput output) throws Exception;

    /**
     * Makes prepared work visible. May be called again with the same receipt, and must then do
     * nothing.
     */
    void commit(R receipt) throws Exception;

    /**
     * Forgets all that was written or prepared since the last commit; the flow returns to the last
     * complete checkpoint. Followed by {@link #recover}.
     */
    void abort() throws Exception;

    /**
     * The run is complete and its last epoch committed: in a replacing run, put its result in the
     * place of the last one's. May be called again after a crash, and must then do nothing.
     */
    default void publish() throws Exception {}

    @Override
    default void close() throws Exception {}
}
