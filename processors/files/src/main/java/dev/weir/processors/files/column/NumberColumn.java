package dev.weir.processors.files.column;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column whose values fit into a long while it is built, and into {@code width} bytes in the end.
 */
abstract sealed class NumberColumn extends ColumnBuilder
        permits WholeColumn, RealColumn, BoolColumn, TimeColumn {

    /** Bytes of a value; 0 for one bit. */
    private final int width;

    protected long[] values = new long[1024];

    NumberColumn(Field field, int width) {
        super(field);
        this.width = width;
    }

    @Override
    protected final void reserve(int count) {
        super.reserve(count);
        if (rows + count > values.length) {
            values = Arrays.copyOf(values, (rows + count) * 2);
        }
    }

    /** A row without a value. */
    protected final void none(int row) {
        values[row] = 0;
        setNull(row);
    }

    @Override
    public final long bytes() {
        return width == 0 ? rows / 8 : (long) rows * width;
    }

    @Override
    final void addBuffers(BufferAllocator allocator, List<ArrowBuf> buffers) {
        if (width == 8) {
            buffers.add(copied(allocator, values, rows));
            return;
        }
        int size = width == 0 ? (rows + 7) / 8 : rows * width;
        ArrowBuf buffer = allocator.buffer(Math.max(1, size));
        buffers.add(buffer);
        ByteBuffer bytes = buffer.nioBuffer(0, size).order(ByteOrder.LITTLE_ENDIAN);
        switch (width) {
            case 0 -> bits(bytes);
            case 1 -> {
                for (int row = 0; row < rows; row++) {
                    bytes.put(row, (byte) values[row]);
                }
            }
            case 2 -> {
                for (int row = 0; row < rows; row++) {
                    bytes.putShort(row * 2, (short) values[row]);
                }
            }
            default -> {
                for (int row = 0; row < rows; row++) {
                    bytes.putInt(row * 4, (int) values[row]);
                }
            }
        }
        buffer.writerIndex(size);
    }

    private void bits(ByteBuffer bytes) {
        for (int first = 0; first < rows; first += 8) {
            int bits = 0;
            for (int row = first; row < Math.min(rows, first + 8); row++) {
                bits |= (int) values[row] << (row & 7);
            }
            bytes.put(first >> 3, (byte) bits);
        }
    }
}
