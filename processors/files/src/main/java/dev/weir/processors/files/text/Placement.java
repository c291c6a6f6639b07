package dev.weir.processors.files.text;

import dev.weir.api.StopFlow;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** How what a text sink writes becomes visible. */
sealed interface Placement extends AutoCloseable
        permits ReplacingPlacement, RollingPlacement, AppendingPlacement {

    void recover(Optional<TextReceipt> last) throws IOException, StopFlow;

    /** The part that rows of a table go to now, in a file that begins with this header. */
    OpenPart part(String table, String header) throws IOException, StopFlow;

    /** Whether nothing stands in front of the first rows, if there are no tables. */
    boolean isEmpty() throws IOException;

    /** No row follows before the process ends. */
    default void flush() {}

    /** When what is held back is to be shown. */
    default Optional<Instant> due() {
        return Optional.empty();
    }

    Optional<TextReceipt> prepare() throws IOException;

    void commit(TextReceipt receipt) throws IOException, StopFlow;

    void publish() throws IOException, StopFlow;

    @Override
    void close() throws IOException;
}
