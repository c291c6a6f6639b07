package dev.weir.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A private, in-memory, locked-down SQL database (DuckDB) of one task: joins, aggregates, sorting,
 * and file formats. It spills to the flow's temporary folder. Called by one thread at a time.
 *
 * <p>Each query has a fixed cost of about a millisecond: give it large batches.
 */
public interface Database extends AutoCloseable {

    /** Creates an empty table. */
    void create(String table, Schema schema) throws Exception;

    /** Adds the rows of a batch, which stays the caller's, to a table. */
    void append(String table, Batch batch) throws Exception;

    /**
     * Runs a query over the tables and, under their names, over the given batches, which stay the
     * caller's and must live until the result is closed.
     */
    Result query(String sql, Map<String, Batch> batches) throws Exception;

    /**
     * Starts a statement over an input that is still to come, such as {@code COPY (SELECT * FROM
     * rows) TO …}; it runs on a thread of its own, at most two batches behind.
     */
    Feed feed(String sql, String input, Schema schema) throws Exception;

    @Override
    void close();

    /** The rows of a query, a batch at a time. */
    interface Result extends AutoCloseable {
        Schema schema();

        /** The next batch, which the caller owns; empty at the end. */
        Optional<Batch> next() throws Exception;

        @Override
        void close();
    }

    /** An input that is still to come. */
    interface Feed extends AutoCloseable {
        /** Adds a batch, which stays the caller's; waits while the statement is busy. */
        void write(Batch batch) throws Exception;

        /** Ends the input and waits for the statement. */
        void finish() throws Exception;

        /** Abandons the statement if it has not finished. */
        @Override
        void close();
    }

    /**
     * What a database may touch outside itself.
     *
     * @param folders folders in which files may be read and written; none by default
     */
    record Access(List<Path> folders) {
        public static final Access NONE = new Access(List.of());

        public Access {
            folders = List.copyOf(folders);
        }
    }
}
