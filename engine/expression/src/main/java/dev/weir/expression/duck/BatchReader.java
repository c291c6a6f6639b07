package dev.weir.expression.duck;

import dev.weir.api.Batch;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Gives batches to DuckDB as an Arrow stream, their buffers shared and not copied. */
final class BatchReader extends ArrowReader {

    /** Where the batches come from. */
    interface Supply {
        /** The next batch, which the reader closes; empty at the end. */
        Optional<Batch> next() throws IOException;

        /** The reader is done, at the end or before it. */
        default void close() {}
    }

    private final Schema schema;
    private final Supply supply;

    BatchReader(BufferAllocator allocator, Schema schema, Supply supply) {
        super(allocator);
        this.schema = schema;
        this.supply = supply;
    }

    /** A reader of batches that stay the caller's. */
    static BatchReader borrowing(
            BufferAllocator allocator, Schema schema, Iterator<Batch> batches) {
        return new BatchReader(
                allocator,
                schema,
                () -> batches.hasNext() ? Optional.of(batches.next().share()) : Optional.empty());
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        while (true) {
            var next = supply.next();
            if (next.isEmpty()) {
                return false;
            }
            try (var batch = next.get()) {
                if (batch.rows() == 0) {
                    continue;
                }
                try (var record = new VectorUnloader(batch.borrowedRoot()).getRecordBatch()) {
                    new VectorLoader(getVectorSchemaRoot()).load(record);
                }
                return true;
            }
        }
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {
        supply.close();
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }
}
