package dev.weir.processors.files.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

/** Text, which is known to be valid UTF-8, and binary, which is base 64. */
final class TextColumn extends ColumnBuilder {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Escapes escapes;
    private final boolean binary;
    private byte[] bytes = new byte[1 << 14];
    private int[] ends = new int[1024];
    private int length;

    TextColumn(Field field, Escapes escapes, boolean binary) {
        super(field);
        this.escapes = escapes;
        this.binary = binary;
    }

    @Override
    public void append(byte[] text, long[] cells, int from, int count, CellErrors errors) {
        reserve(count);
        if (ends.length < rows + count + 1) {
            ends = Arrays.copyOf(ends, (rows + count) * 2 + 1);
        }
        int first = rows;
        int at = length;
        for (int i = 0; i < count; i++) {
            long cell = cells[from + i];
            int start = Cells.start(cell);
            int size = Cells.end(cell) - start;
            if (at + size + 16 > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length, at + size + 16) * 2);
            }
            if ((Cells.isQuoted(cell) && Cells.isEscaped(cell)) || binary) {
                at = special(text, cell, at, i, errors);
            } else if (size <= 16) {
                LONG.set(bytes, at, (long) LONG.get(text, start));
                LONG.set(bytes, at + 8, (long) LONG.get(text, start + 8));
                at += size;
            } else {
                System.arraycopy(text, start, bytes, at, size);
                at += size;
            }
            if (Cells.isMissing(cell)) {
                setNull(first + i);
            }
            ends[first + i + 1] = at;
        }
        length = at;
        rows += count;
    }

    private int special(byte[] text, long cell, int at, int i, CellErrors errors) {
        int end = escapes.resolve(text, Cells.start(cell), Cells.end(cell), bytes, at);
        if (end < 0) {
            setNull(rows + i);
            errors.add(i, "has a wrong escape");
            return at;
        }
        return binary ? decoded(at, end, i, errors) : end;
    }

    private int decoded(int at, int end, int i, CellErrors errors) {
        try {
            byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, at, end));
            System.arraycopy(decoded, 0, bytes, at, decoded.length);
            return at + decoded.length;
        } catch (IllegalArgumentException e) {
            setNull(rows + i);
            errors.add(i, "is not base 64");
            return at;
        }
    }

    @Override
    public long bytes() {
        return length + rows * 4L;
    }

    @Override
    void addBuffers(BufferAllocator allocator, List<ArrowBuf> buffers) {
        buffers.add(copied(allocator, ends, rows + 1));
        buffers.add(copied(allocator, bytes, length));
    }

    @Override
    public void clear() {
        super.clear();
        length = 0;
    }
}
