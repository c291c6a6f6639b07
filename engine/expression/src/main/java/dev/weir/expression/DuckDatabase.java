package dev.weir.expression;

import dev.weir.api.Batch;
import dev.weir.api.Database;
import dev.weir.expression.duck.DuckSession;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A private, in-memory, locked-down DuckDB with one thread. Times with a zone are in UTC. Errors
 * are {@link SQLException}s that say what is wrong and where in the query, as far as DuckDB knows.
 *
 * <p>Types of DuckDB that batches do not carry become the nearest one that they do: enums,
 * intervals and bit strings text, arrays of fixed size lists, timestamps of other precision
 * microseconds.
 */
public final class DuckDatabase implements Database {
    private final DuckSession session;

    private DuckDatabase(DuckSession session) {
        this.session = session;
    }

    /**
     * Opens an empty database.
     *
     * @param access what it may touch outside itself
     * @param allocator account of the batches that it gives out; outlives it, and has the same root
     *     as the accounts of the batches that are given to it
     * @param memoryBytes how much memory DuckDB may take before it spills
     * @param temporary folder to spill to; made when needed
     */
    public static DuckDatabase open(
            Access access, BufferAllocator allocator, long memoryBytes, Path temporary)
            throws SQLException {
        return new DuckDatabase(
                DuckSession.open(access, allocator, memoryBytes, Optional.of(temporary)));
    }

    @Override
    public void create(String table, Schema schema) throws SQLException {
        session.create(table, schema);
    }

    @Override
    public void append(String table, Batch batch) throws SQLException {
        session.append(table, batch);
    }

    @Override
    public Result query(String sql, Map<String, Batch> batches) throws SQLException {
        return session.query(sql, batches);
    }

    @Override
    public Feed feed(String sql, String input, Schema schema) throws SQLException {
        return session.feed(sql, input, schema);
    }

    @Override
    public void close() {
        session.close();
    }
}
