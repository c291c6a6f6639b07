package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** Reads a column of the batch into a lane, without any check a row. */
final class Load extends Kernel {

    /**
     * All memory, so that buffers are read and written by their address; whoever does so checks
     * their bounds a chunk at a time.
     */
    @SuppressWarnings("restricted")
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /** Index of the column among those of the chunk; that of a foreign column is given later. */
    int column;

    private final byte[] narrow;
    private final short[] shorts;
    private final int[] ints;
    private final float[] floats;

    Load(Type type, int column) {
        super(type);
        this.column = column;
        boolean isDecimal = false;
        int bits = 0;
        switch (type.kind()) {
            case DECIMAL -> isDecimal = true;
            case DATE -> bits = 32;
            default -> bits = type.kind().isInteger() ? type.kind().bits() : 0;
        }
        this.narrow = new byte[bits == 8 || type.kind() == Kind.BOOL ? Lane.SIZE : 0];
        this.shorts = new short[bits == 16 ? Lane.SIZE : 0];
        this.ints = new int[bits == 32 && !isDecimal ? Lane.SIZE : 0];
        this.floats = new float[type.kind() == Kind.FLOAT ? Lane.SIZE : 0];
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        FieldVector vector = chunk.columns.get(column);
        if (vector.getValueCount() < chunk.start + chunk.count) {
            throw new IllegalStateException(
                    "column %s has %d values, row %d is asked for"
                            .formatted(
                                    vector.getName(),
                                    vector.getValueCount(),
                                    chunk.start + chunk.count - 1));
        }
        validity(vector, lane, chunk);
        chunk.failures(column, lane);
        switch (type.kind()) {
            case BOOL -> bools(vector.getDataBuffer(), lane, chunk);
            case TEXT -> texts(vector, lane, chunk);
            case FLOAT -> floats(vector.getDataBuffer(), lane, chunk);
            case DOUBLE ->
                    MemorySegment.copy(
                            ALL,
                            DOUBLE,
                            address(vector.getDataBuffer(), chunk, 8),
                            lane.doubles,
                            0,
                            chunk.count);
            case DECIMAL -> decimals(vector.getDataBuffer(), lane, chunk);
            case INT64, TIMESTAMP, INSTANT ->
                    MemorySegment.copy(
                            ALL,
                            LONG,
                            address(vector.getDataBuffer(), chunk, 8),
                            lane.longs,
                            0,
                            chunk.count);
            default -> integers(vector.getDataBuffer(), lane, chunk);
        }
    }

    private static long address(ArrowBuf buffer, Chunk chunk, int width) {
        long end = (long) (chunk.start + chunk.count) * width;
        if (buffer.capacity() < end) {
            throw new IllegalStateException(
                    "a buffer has %d bytes, %d are needed".formatted(buffer.capacity(), end));
        }
        return buffer.memoryAddress() + (long) chunk.start * width;
    }

    private void validity(FieldVector vector, Lane lane, Chunk chunk) {
        if (vector.getNullCount() == 0) {
            lane.noNulls(chunk.count);
            return;
        }
        long address = vector.getValidityBuffer().memoryAddress();
        boolean any = false;
        for (int i = 0; i < chunk.count; i++) {
            int row = chunk.start + i;
            boolean isNull =
                    (ALL.get(ValueLayout.JAVA_BYTE, address + (row >> 3)) >> (row & 7) & 1) == 0;
            lane.isNull[i] = isNull;
            any |= isNull;
        }
        lane.anyNull = any;
    }

    private void bools(ArrowBuf buffer, Lane lane, Chunk chunk) {
        long address = buffer.memoryAddress();
        for (int i = 0; i < chunk.count; i++) {
            int row = chunk.start + i;
            lane.bools[i] =
                    (ALL.get(ValueLayout.JAVA_BYTE, address + (row >> 3)) >> (row & 7) & 1) != 0;
        }
    }

    private void integers(ArrowBuf buffer, Lane lane, Chunk chunk) {
        int count = chunk.count;
        long[] to = lane.longs;
        if (ints.length > 0) {
            MemorySegment.copy(ALL, INT, address(buffer, chunk, 4), ints, 0, count);
            long mask = type.kind() == Kind.UINT32 ? 0xFFFF_FFFFL : -1;
            for (int i = 0; i < count; i++) {
                to[i] = ints[i] & mask;
            }
        } else if (shorts.length > 0) {
            MemorySegment.copy(ALL, SHORT, address(buffer, chunk, 2), shorts, 0, count);
            long mask = type.kind().isSigned() ? -1 : 0xFFFF;
            for (int i = 0; i < count; i++) {
                to[i] = shorts[i] & mask;
            }
        } else {
            long from = address(buffer, chunk, 1);
            MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, from, narrow, 0, count);
            long mask = type.kind().isSigned() ? -1 : 0xFF;
            for (int i = 0; i < count; i++) {
                to[i] = narrow[i] & mask;
            }
        }
    }

    private void floats(ArrowBuf buffer, Lane lane, Chunk chunk) {
        MemorySegment.copy(ALL, FLOAT, address(buffer, chunk, 4), floats, 0, chunk.count);
        for (int i = 0; i < chunk.count; i++) {
            lane.doubles[i] = floats[i];
        }
    }

    /** The low halves: the digits of our decimals fit into them. */
    private void decimals(ArrowBuf buffer, Lane lane, Chunk chunk) {
        long from = address(buffer, chunk, 16);
        for (int i = 0; i < chunk.count; i++) {
            lane.longs[i] = ALL.get(LONG, from + 16L * i);
        }
    }

    private void texts(FieldVector vector, Lane lane, Chunk chunk) {
        int count = chunk.count;
        int[] offsets = lane.offsets;
        if (count == 0) {
            return;
        }
        ArrowBuf ends = vector.getOffsetBuffer();
        long from = address(ends, chunk, 4);
        MemorySegment.copy(ALL, INT, from, offsets, 0, count + 1);
        int first = offsets[0];
        int length = offsets[count] - first;
        if (ends.capacity() < 4L * (chunk.start + count + 1)
                || length < 0
                || vector.getDataBuffer().capacity() < offsets[count]) {
            throw new IllegalStateException("column " + vector.getName() + " is damaged");
        }
        for (int i = 0; i <= count; i++) {
            offsets[i] -= first;
        }
        byte[] to = lane.room(length);
        long bytes = vector.getDataBuffer().memoryAddress() + first;
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, bytes, to, 0, length);
    }
}
