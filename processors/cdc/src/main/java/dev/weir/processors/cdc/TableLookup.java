package dev.weir.processors.cdc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a database's tables while a flow is designed. Answers are kept for a short while,
 * because the question comes with every keystroke, and that a database is out of reach is an answer
 * too.
 */
final class TableLookup {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long FRESH_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int MOST = 32;

    private record Question(PostgresConnection connection, List<TablePattern> patterns) {}

    private record Answer(Optional<List<PostgresTable>> tables, long when) {}

    /** Guarded by itself; the oldest answer leaves first. */
    private static final Map<Question, Answer> ANSWERS = new LinkedHashMap<>();

    private TableLookup() {}

    /** The tables, or nothing if the database cannot be asked. */
    static Optional<List<PostgresTable>> find(
            PostgresConnection connection, List<TablePattern> patterns) {
        var question = new Question(connection, patterns);
        long now = System.nanoTime();
        synchronized (ANSWERS) {
            Answer known = ANSWERS.get(question);
            if (known != null && now - known.when < FRESH_NANOS) {
                return known.tables;
            }
        }
        Optional<List<PostgresTable>> tables;
        try (var server = PostgresServer.open(connection, PATIENCE)) {
            tables = Optional.of(server.tables(patterns));
        } catch (SQLException e) {
            tables = Optional.empty();
        }
        synchronized (ANSWERS) {
            ANSWERS.remove(question);
            ANSWERS.put(question, new Answer(tables, now));
            while (ANSWERS.size() > MOST) {
                ANSWERS.remove(ANSWERS.keySet().iterator().next());
            }
        }
        return tables;
    }
}
