package dev.weir.processors.files.text;

import dev.weir.api.Batch;
import dev.weir.api.Selection;
import dev.weir.processors.files.column.ColumnBuilder;
import dev.weir.processors.files.column.Escapes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Collects chunks of rows until they are a batch. Bad rows keep their place until the batch is
 * made, so that a row's place always tells its number in the file.
 */
public final class BatchRows implements AutoCloseable {

    private static final long MAX_BYTES = 4L << 20;

    private final Schema schema;
    private final BufferAllocator allocator;
    private final List<ColumnBuilder> columns;
    private final BitSet bad = new BitSet();
    private final int maxRows;
    private int rows;
    private int lastCount;

    public BatchRows(Schema schema, Escapes escapes, BufferAllocator allocator, int maxRows) {
        this.maxRows = maxRows;
        this.schema = schema;
        this.allocator = allocator;
        this.columns =
                schema.getFields().stream().map(field -> ColumnBuilder.of(field, escapes)).toList();
    }

    public Schema schema() {
        return schema;
    }

    public ColumnBuilder column(int column) {
        return columns.get(column);
    }

    /** Tells that a row of the chunk that is being added is bad; false if that was known. */
    public boolean spoil(int chunkRow) {
        if (bad.get(rows + chunkRow)) {
            return false;
        }
        bad.set(rows + chunkRow);
        return true;
    }

    /** Tells that every column has got so many more rows. */
    public void added(int count) {
        rows += count;
        lastCount = count;
    }

    /** Whether another chunk like the last one would be too much. */
    public boolean isFull() {
        if (rows == 0) {
            return false;
        }
        long bytes = 0;
        for (ColumnBuilder column : columns) {
            bytes += column.bytes();
        }
        return rows + lastCount > maxRows || bytes + bytes / rows * lastCount > MAX_BYTES;
    }

    /** All rows so far, the bad ones among them, which the caller owns; then there are none. */
    public Optional<Batch> take() {
        if (rows == 0) {
            return Optional.empty();
        }
        var vectors = new ArrayList<FieldVector>(columns.size());
        try {
            for (ColumnBuilder column : columns) {
                vectors.add(column.build(allocator));
            }
        } catch (RuntimeException | Error e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
        int count = rows;
        rows = 0;
        return Optional.of(Batch.of(schema, vectors, count));
    }

    /** The bad ones of the rows that were taken; then there are none. */
    public Selection takeBad(int size) {
        int[] places = bad.stream().toArray();
        bad.clear();
        return Selection.of(places, places.length, size);
    }

    @Override
    public void close() {
        columns.forEach(ColumnBuilder::clear);
    }
}
