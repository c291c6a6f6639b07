package dev.weir.processors.cdc;

import dev.weir.api.StopFlow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Says in one sentence what went wrong in a connector, and whether trying again can help. */
final class ConnectorFailure {
    private static final int DEEPEST = 20;

    private ConnectorFailure() {}

    /**
     * An {@link IOException} where the outside world failed, a {@link StopFlow} where somebody must
     * act.
     */
    static Exception of(Throwable thrown, String where) {
        if (thrown instanceof StopFlow stop) {
            return stop;
        }
        List<Throwable> chain = chain(thrown);
        String message = sentence(chain);
        if (isBadValue(chain)) {
            return new StopFlow(
                    Notice.UNREADABLE,
                    ("A change of %s cannot be read: %s. Leave the table out of tables, or mend the"
                                    + " value and start again.")
                            .formatted(where, message));
        }
        return new IOException("%s: %s".formatted(where, message), thrown);
    }

    private static List<Throwable> chain(Throwable thrown) {
        var chain = new ArrayList<Throwable>();
        for (Throwable at = thrown; at != null && chain.size() < DEEPEST; at = at.getCause()) {
            chain.add(at);
        }
        return chain;
    }

    /** What the database said, or else the innermost reason. */
    private static String sentence(List<Throwable> chain) {
        for (Throwable at : chain) {
            if (at instanceof SQLException && at.getMessage() != null) {
                return firstLine(at);
            }
        }
        return firstLine(chain.getLast());
    }

    private static String firstLine(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null
                ? thrown.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }

    private static boolean isBadValue(List<Throwable> chain) {
        return chain.stream()
                .map(Throwable::getMessage)
                .anyMatch(message ->
                        message != null && message.contains("Failed to properly convert"));
    }
}
