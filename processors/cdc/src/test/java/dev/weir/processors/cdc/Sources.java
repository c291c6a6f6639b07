package dev.weir.processors.cdc;

import dev.weir.api.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of sources for tests. */
final class Sources {
    static final PostgresCdc.TransactionLimit NO_LIMIT =
            new PostgresCdc.TransactionLimit(1_000_000, Duration.ofMinutes(5));

    private Sources() {}

    /** A source whose slot is named like its database. */
    static PostgresCdc of(PostgresConnection connection, String... tables) {
        return with(connection, PostgresCdc.Snapshot.INITIAL, NO_LIMIT, false, tables);
    }

    static PostgresCdc with(
            PostgresConnection connection,
            PostgresCdc.Snapshot snapshot,
            PostgresCdc.TransactionLimit limit,
            boolean before,
            String... tables) {
        return new PostgresCdc(
                connection,
                List.of(tables),
                snapshot,
                Optional.of("slot_" + connection.database()),
                Optional.empty(),
                PostgresCdc.WhenSlotExists.FAIL,
                Duration.ofSeconds(1),
                limit,
                Duration.ofMillis(20),
                PostgresCdc.Order.SOURCE,
                before,
                new ByteSize(1 << 30));
    }
}
