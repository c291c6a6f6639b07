package dev.weir.processors.files.column;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Collects a column of a batch from cells of text. Called once for each column of a chunk of rows,
 * so that the loop over the rows is inside. Reuses its arrays from batch to batch.
 */
public abstract sealed class ColumnBuilder
        permits NumberColumn, DecimalColumn, TextColumn, NestedColumn {

    private final Field field;
    private byte[] valid = new byte[1024];
    private int nulls;
    protected int rows;

    protected ColumnBuilder(Field field) {
        this.field = field;
        Arrays.fill(valid, (byte) -1);
    }

    /**
     * A builder for a type; nested values are told in JSON.
     *
     * @throws IllegalArgumentException for a type that text cannot be read as
     */
    public static ColumnBuilder of(Field field, Escapes escapes) {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> new BoolColumn(field);
            case ArrowType.Int type -> new WholeColumn(field, type);
            case ArrowType.FloatingPoint _ -> new RealColumn(field);
            case ArrowType.Decimal type -> new DecimalColumn(field, type);
            case ArrowType.Utf8 _ -> new TextColumn(field, escapes, false);
            case ArrowType.Binary _ -> new TextColumn(field, escapes, true);
            case ArrowType.Date _, ArrowType.Time _, ArrowType.Timestamp _ -> new TimeColumn(field);
            case ArrowType.List _, ArrowType.Struct _, ArrowType.Map _ ->
                    new NestedColumn(field, escapes);
            default ->
                    throw new IllegalArgumentException("text cannot be read as " + field.getType());
        };
    }

    public Field field() {
        return field;
    }

    /**
     * Adds a row for each of the cells from an index on. What cannot be read is null and an error.
     */
    public abstract void append(byte[] text, long[] cells, int from, int count, CellErrors errors);

    /** Memory that the rows so far will take, without what says which are null. */
    public abstract long bytes();

    /** The rows as a vector that the caller owns; the builder is empty afterwards. */
    public final FieldVector build(BufferAllocator allocator) {
        FieldVector vector = field.createVector(allocator);
        try {
            load(vector);
            return vector;
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        } finally {
            clear();
        }
    }

    /** Gives the rows to an empty vector of the builder's type. */
    final void load(FieldVector vector) {
        BufferAllocator allocator = vector.getAllocator();
        var buffers = new ArrayList<ArrowBuf>(3);
        try {
            int size = BitVectorHelper.getValidityBufferSizeFromCount(rows);
            buffers.add(copied(allocator, valid, size));
            addBuffers(allocator, buffers);
            vector.loadFieldBuffers(new ArrowFieldNode(rows, nulls), buffers);
        } finally {
            buffers.forEach(ArrowBuf::close);
        }
        addChildren(vector);
    }

    /** Loads a struct none of whose rows is null; its children are left to the caller. */
    static void loadStruct(FieldVector struct, int rows) {
        int size = BitVectorHelper.getValidityBufferSizeFromCount(rows);
        byte[] all = new byte[size];
        Arrays.fill(all, (byte) -1);
        try (ArrowBuf valid = copied(struct.getAllocator(), all, size)) {
            struct.loadFieldBuffers(new ArrowFieldNode(rows, 0), List.of(valid));
        }
    }

    /** Forgets all rows. */
    public void clear() {
        Arrays.fill(valid, 0, Math.min(valid.length, rows / 8 + 1), (byte) -1);
        rows = 0;
        nulls = 0;
    }

    /** Adds the buffers of the values, in Arrow's order. */
    abstract void addBuffers(BufferAllocator allocator, List<ArrowBuf> buffers);

    /** Loads the vectors of nested values. */
    void addChildren(FieldVector vector) {}

    /** Makes room for more rows, all of them valid. */
    protected void reserve(int count) {
        int needed = (rows + count) / 8 + 1;
        if (needed > valid.length) {
            int old = valid.length;
            valid = Arrays.copyOf(valid, needed * 2);
            Arrays.fill(valid, old, valid.length, (byte) -1);
        }
    }

    protected final void setNull(int row) {
        int bit = 1 << (row & 7);
        if ((valid[row >> 3] & bit) != 0) {
            valid[row >> 3] &= (byte) ~bit;
            nulls++;
        }
    }

    static ArrowBuf copied(BufferAllocator allocator, byte[] bytes, int count) {
        ArrowBuf buffer = allocator.buffer(Math.max(1, count));
        buffer.setBytes(0, bytes, 0, count);
        buffer.writerIndex(count);
        return buffer;
    }

    static ArrowBuf copied(BufferAllocator allocator, long[] longs, int count) {
        ArrowBuf buffer = allocator.buffer(Math.max(1, count * 8L));
        if (count > 0) {
            buffer.nioBuffer(0, count * 8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .put(longs, 0, count);
        }
        buffer.writerIndex(count * 8L);
        return buffer;
    }

    static ArrowBuf copied(BufferAllocator allocator, int[] ints, int count) {
        ArrowBuf buffer = allocator.buffer(count * 4L);
        buffer.nioBuffer(0, count * 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .put(ints, 0, count);
        buffer.writerIndex(count * 4L);
        return buffer;
    }

    /** A cell's text, for the slow ways of reading it and for messages. */
    protected static String text(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
