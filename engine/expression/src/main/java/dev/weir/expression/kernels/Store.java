package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Writes lanes into a new vector, one after the other. */
final class Store implements AutoCloseable {
    private static final MemorySegment ALL = Load.ALL;

    private final Type type;
    private final FieldVector vector;
    private final int rows;
    private final int[] ints = new int[Lane.SIZE + 1];
    private int bytes;
    private boolean taken;

    Store(Type type, int rows, BufferAllocator allocator) {
        this.type = type;
        this.rows = rows;
        this.vector = type.field().createVector(allocator);
        try {
            switch (vector) {
                case BaseFixedWidthVector fixed -> fixed.allocateNew(rows);
                case BaseVariableWidthVector variable -> {
                    variable.allocateNew(8L * rows, rows);
                    variable.getOffsetBuffer().setInt(0, 0);
                }
                default -> throw new IllegalStateException("no vectors of " + type);
            }
            vector.getValidityBuffer().setZero(0, vector.getValidityBuffer().capacity());
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        }
    }

    /** Adds the rows of a chunk. */
    void add(Lane lane, Chunk chunk) {
        validity(lane, chunk);
        switch (type.kind()) {
            case BOOL -> bits(lane.bools, vector.getDataBuffer(), chunk);
            case TEXT -> texts(lane, chunk);
            default -> numbers(lane, chunk, vector.getDataBuffer().memoryAddress());
        }
    }

    private void validity(Lane lane, Chunk chunk) {
        ArrowBuf buffer = vector.getValidityBuffer();
        if (!lane.anyNull) {
            int whole = chunk.count >> 3;
            buffer.setOne((long) chunk.start >> 3, whole);
            if ((chunk.count & 7) != 0) {
                buffer.setByte((chunk.start >> 3) + whole, (1 << (chunk.count & 7)) - 1);
            }
            return;
        }
        boolean[] isNull = lane.isNull;
        for (int i = 0; i < chunk.count; i += 8) {
            int bits = 0;
            for (int j = i; j < Math.min(i + 8, chunk.count); j++) {
                bits |= (isNull[j] ? 0 : 1) << (j - i);
            }
            buffer.setByte((chunk.start + i) >> 3, bits);
        }
    }

    private static void bits(boolean[] values, ArrowBuf buffer, Chunk chunk) {
        for (int i = 0; i < chunk.count; i += 8) {
            int bits = 0;
            for (int j = i; j < Math.min(i + 8, chunk.count); j++) {
                bits |= (values[j] ? 1 : 0) << (j - i);
            }
            buffer.setByte((chunk.start + i) >> 3, bits);
        }
    }

    private void numbers(Lane lane, Chunk chunk, long address) {
        int count = chunk.count;
        long start = chunk.start;
        switch (type.kind()) {
            case INT8, UINT8 -> {
                for (int i = 0; i < count; i++) {
                    ALL.set(ValueLayout.JAVA_BYTE, address + start + i, (byte) lane.longs[i]);
                }
            }
            case INT16, UINT16 -> {
                for (int i = 0; i < count; i++) {
                    ALL.set(
                            ValueLayout.JAVA_SHORT_UNALIGNED,
                            address + 2 * (start + i),
                            (short) lane.longs[i]);
                }
            }
            case INT32, UINT32, DATE, NULL -> {
                for (int i = 0; i < count; i++) {
                    ints[i] = (int) lane.longs[i];
                }
                MemorySegment.copy(
                        ints, 0, ALL, ValueLayout.JAVA_INT_UNALIGNED, address + 4 * start, count);
            }
            case FLOAT -> {
                for (int i = 0; i < count; i++) {
                    ints[i] = Float.floatToRawIntBits((float) lane.doubles[i]);
                }
                MemorySegment.copy(
                        ints, 0, ALL, ValueLayout.JAVA_INT_UNALIGNED, address + 4 * start, count);
            }
            case DOUBLE ->
                    MemorySegment.copy(
                            lane.doubles,
                            0,
                            ALL,
                            ValueLayout.JAVA_DOUBLE_UNALIGNED,
                            address + 8 * start,
                            count);
            case DECIMAL -> {
                for (int i = 0; i < count; i++) {
                    long to = address + 16 * (start + i);
                    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, to, lane.longs[i]);
                    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, to + 8, lane.longs[i] >> 63);
                }
            }
            default ->
                    MemorySegment.copy(
                            lane.longs,
                            0,
                            ALL,
                            ValueLayout.JAVA_LONG_UNALIGNED,
                            address + 8 * start,
                            count);
        }
    }

    private void texts(Lane lane, Chunk chunk) {
        var texts = (BaseVariableWidthVector) vector;
        int first = lane.offsets[0];
        int length = lane.offsets[chunk.count] - first;
        while (texts.getDataBuffer().capacity() < (long) bytes + length) {
            texts.reallocDataBuffer(Math.max((long) bytes + length, 2L * bytes));
        }
        texts.getDataBuffer().setBytes(bytes, lane.bytes, first, length);
        for (int i = 1; i <= chunk.count; i++) {
            ints[i] = lane.offsets[i] - first + bytes;
        }
        MemorySegment.copy(
                ints,
                1,
                ALL,
                ValueLayout.JAVA_INT_UNALIGNED,
                texts.getOffsetBuffer().memoryAddress() + 4L * (chunk.start + 1),
                chunk.count);
        bytes += length;
    }

    /** The vector, which the caller owns. */
    FieldVector take() {
        taken = true;
        if (vector instanceof BaseVariableWidthVector variable) {
            variable.setLastSet(rows - 1);
        }
        vector.setValueCount(rows);
        return vector;
    }

    @Override
    public void close() {
        if (!taken) {
            vector.close();
        }
    }
}
