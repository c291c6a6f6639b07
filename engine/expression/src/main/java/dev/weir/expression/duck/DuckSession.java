package dev.weir.expression.duck;

import dev.weir.api.Batch;
import dev.weir.api.Database.Access;
import dev.weir.api.Database.Feed;
import dev.weir.api.Database.Result;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * One connection to a private, in-memory, locked-down DuckDB with one thread.
 *
 * <p>Results are streamed, so that a large one does not stand in memory as a whole. Traps that are
 * minded here: a registered Arrow stream can be read once only; a statement is closed by its own
 * failing query; an error in the first rows of a streamed result loses its reason, so that the
 * query is run once more into a table, which tells it.
 */
public final class DuckSession implements AutoCloseable {
    private final DuckDBConnection connection;
    private final BufferAllocator allocator;

    private DuckSession(DuckDBConnection connection, BufferAllocator allocator) {
        this.connection = connection;
        this.allocator = allocator;
    }

    /**
     * Opens an empty database; see {@link dev.weir.expression.DuckDatabase#open}.
     *
     * @param temporary folder to spill to; without one, nothing is spilled
     */
    public static DuckSession open(
            Access access, BufferAllocator allocator, long memoryBytes, Optional<Path> temporary)
            throws SQLException {
        return open(access, allocator, memoryBytes, temporary, "");
    }

    /**
     * Opens an empty database that touches nothing outside itself and never works out a part of
     * {@code TRY} before it: a part that occurs twice would be taken out, and then fail a batch.
     */
    public static DuckSession openForExpressions(BufferAllocator allocator, long memoryBytes)
            throws SQLException {
        return open(
                Access.NONE,
                allocator,
                memoryBytes,
                Optional.empty(),
                "SET disabled_optimizers = 'common_subexpressions';");
    }

    private static DuckSession open(
            Access access,
            BufferAllocator allocator,
            long memoryBytes,
            Optional<Path> temporary,
            String settings)
            throws SQLException {
        var properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        var session = new DuckSession(connection, allocator);
        try {
            session.execute(settings + lockDown(access, memoryBytes, temporary));
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private static String lockDown(Access access, long memoryBytes, Optional<Path> temporary) {
        var folders = access.folders().stream().map(DuckSession::folder).toList();
        return """
        SET threads = 1;
        SET GLOBAL TimeZone = 'UTC';
        SET memory_limit = '%dB';
        SET temp_directory = %s;
        SET errors_as_json = true;
        SET enable_progress_bar = false;
        SET autoinstall_known_extensions = false;
        SET autoload_known_extensions = false;
        SET allowed_directories = [%s];
        SET enable_external_access = false;
        SET lock_configuration = true
        """
                .formatted(
                        memoryBytes,
                        temporary.map(DuckSession::folder).orElse("''"),
                        String.join(", ", folders));
    }

    private static String folder(Path folder) {
        return DuckTypes.literal(folder.toAbsolutePath().normalize().toString());
    }

    /** Runs statements that have no rows to give. */
    public void execute(String sql) throws SQLException {
        execute(sql, sql);
    }

    /** Runs a statement that contains what the user wrote, to which errors refer. */
    private void execute(String sql, String written) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DuckError.of(e).inside(sql, written).exception(written, e);
        }
    }

    /** Creates an empty table for rows of a schema. */
    public void create(String table, Schema schema) throws SQLException {
        execute("CREATE " + DuckTypes.table(table, schema));
    }

    /** Adds the rows of a batch, which stays the caller's, to a table. */
    public void append(String table, Batch batch) throws SQLException {
        if (batch.rows() == 0) {
            return;
        }
        try (var inputs = new Inputs(Map.of("weir appended rows", batch))) {
            inputs.register();
            execute("INSERT INTO " + DuckTypes.quoted(table) + " FROM \"weir appended rows\"");
        }
    }

    /** Runs a query; see {@link dev.weir.api.Database#query}. */
    public Result query(String sql, Map<String, Batch> batches) throws SQLException {
        var inputs = new Inputs(batches);
        try {
            inputs.register();
            var query = trimmed(sql);
            var carried = carried(query);
            try {
                return result(carried, inputs);
            } catch (SQLException e) {
                if (!DuckError.of(e).isLost()) {
                    throw DuckError.of(e).inside(carried, query).exception(query, e);
                }
                inputs.register();
                execute("CREATE OR REPLACE TEMP TABLE \"weir result\" AS " + carried, query);
                return result("FROM \"weir result\"", inputs);
            }
        } catch (SQLException | RuntimeException | Error e) {
            inputs.close();
            throw e;
        }
    }

    /** The schema that a query's result would have; nothing is run. */
    public Schema describe(String sql) throws SQLException {
        var empty = "FROM (" + carried(trimmed(sql)) + "\n) LIMIT 0";
        try (var result = result(empty, new Inputs(Map.of()))) {
            return result.schema();
        }
    }

    /**
     * Starts a statement over an input that is still to come; see {@link
     * dev.weir.api.Database#feed}.
     */
    public Feed feed(String sql, String input, Schema schema) throws SQLException {
        return StatementFeed.start(connection.duplicate(), allocator, sql, input, schema);
    }

    private Result result(String sql, Inputs inputs) throws SQLException {
        var statement = connection.prepareStatement(sql);
        try {
            ResultSet rows = statement.executeQuery();
            return new QueryResult(allocator, statement, (DuckDBResultSet) rows, inputs, sql);
        } catch (SQLException | RuntimeException | Error e) {
            statement.close();
            throw e;
        }
    }

    /** The query, with columns cast whose type batches do not have. */
    private String carried(String query) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            var columns = statement.getMetaData();
            var casts = new ArrayList<String>();
            for (int i = 1; columns != null && i <= columns.getColumnCount(); i++) {
                String name = DuckTypes.quoted(columns.getColumnName(i));
                DuckTypes.carried(columns.getColumnTypeName(i))
                        .ifPresent(type -> casts.add("%s::%s AS %s".formatted(name, type, name)));
            }
            return casts.isEmpty()
                    ? query
                    : "SELECT * REPLACE (%s) FROM (%s\n)"
                            .formatted(String.join(", ", casts), query);
        } catch (SQLException e) {
            throw DuckError.of(e).exception(query, e);
        }
    }

    private static String trimmed(String sql) {
        return sql.replaceFirst("[;\\s]+$", "");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot be closed: " + e.getMessage(), e);
        }
    }

    /**
     * Registers a stream under a name and answers with its struct, to be closed after the query.
     */
    static ArrowArrayStream register(
            DuckDBConnection connection,
            BufferAllocator allocator,
            String name,
            BatchReader reader) {
        var stream = ArrowArrayStream.allocateNew(allocator);
        try {
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream(name, stream);
            return stream;
        } catch (RuntimeException | Error e) {
            release(stream);
            throw e;
        }
    }

    /** Frees a stream, whether DuckDB has taken it over or not. */
    static void release(ArrowArrayStream stream) {
        if (stream.snapshot().release != 0) {
            stream.release();
        }
        stream.close();
    }

    /** Batches that a query sees under names, as streams. */
    private final class Inputs implements AutoCloseable {
        private final Map<String, Batch> batches;
        private final List<ArrowArrayStream> streams = new ArrayList<>();

        Inputs(Map<String, Batch> batches) {
            this.batches = batches;
        }

        /** Makes the batches readable from their first row, again if need be. */
        void register() {
            batches.forEach((name, batch) -> {
                Iterator<Batch> once = List.of(batch).iterator();
                var reader = BatchReader.borrowing(allocator, batch.schema(), once);
                streams.add(DuckSession.register(connection, allocator, name, reader));
            });
        }

        @Override
        public void close() {
            streams.forEach(DuckSession::release);
            streams.clear();
        }
    }
}
