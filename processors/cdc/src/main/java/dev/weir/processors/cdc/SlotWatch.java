package dev.weir.processors.cdc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an eye on a slot: moves it on while its tables are at rest, and tells when the server has
 * to keep much log for it. Used by the connector's thread only.
 */
final class SlotWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PostgresCdc settings;
    private final String slot;
    private @Nullable PostgresServer watching;
    private long lastTurn = System.nanoTime();
    private boolean warned;
    private boolean beatFailed;

    SlotWatch(PostgresCdc settings, String slot) {
        this.settings = settings;
        this.slot = slot;
    }

    /** Called often; does something every now and then. */
    void turn(Consumer<Notice> notices) {
        long now = System.nanoTime();
        if (now - lastTurn < settings.heartbeat().toNanos()) {
            return;
        }
        lastTurn = now;
        try {
            PostgresServer server = watching;
            if (server == null) {
                server = PostgresServer.open(settings.connection(), PATIENCE);
                watching = server;
            }
            server.beat();
            warn(server.lag(slot), notices);
            beatFailed = false;
        } catch (SQLException e) {
            forget();
            if (!beatFailed) {
                beatFailed = true;
                notices.accept(
                        new Notice(
                                Notice.NO_HEARTBEAT,
                                "The place of slot %s in the log of %s could not be moved on: %s"
                                        .formatted(
                                                slot,
                                                settings.connection().where(),
                                                e.getMessage())));
            }
        }
    }

    private void warn(long lag, Consumer<Notice> notices) {
        boolean much = lag > settings.lagWarning().bytes();
        if (much && !warned) {
            notices.accept(
                    new Notice(
                            Notice.LOG_GROWS,
                            ("%s keeps %d MiB of log for replication slot %s. If the flow cannot catch up,"
                                            + " stop it and drop the slot before the disk is full.")
                                    .formatted(settings.connection().where(), lag >> 20, slot)));
        }
        warned = much;
    }

    private void forget() {
        PostgresServer server = watching;
        watching = null;
        if (server != null) {
            try {
                server.close();
            } catch (SQLException e) {
                // It is broken, which is why it is closed.
            }
        }
    }

    @Override
    public void close() {
        forget();
    }
}
