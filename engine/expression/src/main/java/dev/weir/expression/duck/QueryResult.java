package dev.weir.expression.duck;

import dev.weir.api.Batch;
import dev.weir.api.Database.Result;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBResultSet;

/** Rows of a query as batches of up to 65,536 rows. */
final class QueryResult implements Result {
    private static final int ROWS = 65_536;

    private final BufferAllocator allocator;
    private final PreparedStatement statement;
    private final DuckDBResultSet rows;
    private final AutoCloseable inputs;
    private final String sql;
    private final ArrowReader reader;
    private final Schema schema;
    private boolean closed;

    /** Takes over the statement and the inputs, unless it throws. */
    QueryResult(
            BufferAllocator allocator,
            PreparedStatement statement,
            DuckDBResultSet rows,
            AutoCloseable inputs,
            String sql)
            throws SQLException {
        this.allocator = allocator;
        this.statement = statement;
        this.rows = rows;
        this.inputs = inputs;
        this.sql = sql;
        // What is imported keeps a structure on the account of its reader until the vectors are
        // freed,
        // long after the task and its account have ended: the root outlives them all.
        this.reader = (ArrowReader) rows.arrowExportStream(allocator.getRoot(), ROWS);
        try {
            this.schema = DuckTypes.ours(reader.getVectorSchemaRoot().getSchema());
        } catch (IOException e) {
            throw new SQLException("the result cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Optional<Batch> next() throws SQLException {
        try {
            while (reader.loadNextBatch()) {
                var root = reader.getVectorSchemaRoot();
                if (root.getRowCount() > 0) {
                    return Optional.of(taken(root));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw DuckError.of(e).exception(sql, e);
        }
    }

    /**
     * Copies what DuckDB gave: its memory belongs to this result's account until the last buffer is
     * freed, but a batch may outlive that account on somebody else's.
     */
    private Batch taken(VectorSchemaRoot theirs) {
        var own = VectorSchemaRoot.create(schema, allocator);
        var copies = new ArrayList<ArrowBuf>();
        try (var record = new VectorUnloader(theirs).getRecordBatch()) {
            for (ArrowBuf buffer : record.getBuffers()) {
                long size = buffer.readableBytes();
                ArrowBuf copy = allocator.buffer(Math.max(1, size));
                copies.add(copy);
                copy.setBytes(0, buffer, buffer.readerIndex(), size);
                copy.writerIndex(size);
            }
            try (var copied = new ArrowRecordBatch(record.getLength(), record.getNodes(), copies)) {
                new VectorLoader(own).load(copied);
            }
            return Batch.of(own);
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        } finally {
            copies.forEach(ArrowBuf::close);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (inputs;
                statement;
                rows;
                reader) {
            // Closed in the reverse order of their dependence, even if one of them fails.
        } catch (Exception e) {
            throw new IllegalStateException("a result cannot be closed: " + e.getMessage(), e);
        }
    }
}
