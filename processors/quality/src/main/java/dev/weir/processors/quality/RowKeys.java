package dev.weir.processors.quality;

import dev.weir.api.Batch;
import dev.weir.api.Selection;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The values of some columns of a row as bytes, equal if and only if the values are. Rows with a
 * null among them have no key. The form is kept in checkpoints: changing it changes the processor's
 * version.
 */
final class RowKeys implements AutoCloseable {
    private final VarBinaryVector keys;
    private final int[] places;
    private byte[] buffer = new byte[64];
    private int length;

    /**
     * @param columns indexes of the columns
     * @param rows for which keys are wanted
     */
    RowKeys(Batch batch, int[] columns, Selection rows, BufferAllocator allocator) {
        keys = new VarBinaryVector("key", allocator);
        places = new int[rows.count()];
        try {
            keys.allocateNew();
            int count = 0;
            for (int i = 0; i < places.length; i++) {
                places[i] = encode(batch, columns, rows.row(i)) ? count : -1;
                if (places[i] >= 0) {
                    keys.setSafe(count++, buffer, 0, length);
                }
            }
            keys.setValueCount(count);
        } catch (RuntimeException | Error e) {
            keys.close();
            throw e;
        }
    }

    /** Whether values of a column can be part of a key. */
    static boolean canHold(Field field) {
        return switch (field.getType()) {
            case ArrowType.Bool _,
                    ArrowType.Int _,
                    ArrowType.FloatingPoint _,
                    ArrowType.Decimal _,
                    ArrowType.Utf8 _,
                    ArrowType.Binary _,
                    ArrowType.Date _,
                    ArrowType.Time _,
                    ArrowType.Timestamp _ ->
                    true;
            default -> false;
        };
    }

    /** One key for each row that has one. */
    VarBinaryVector keys() {
        return keys;
    }

    /** Place of the key of the i-th of the wanted rows; -1 if it has none. */
    int place(int i) {
        return places[i];
    }

    private boolean encode(Batch batch, int[] columns, int row) {
        length = 0;
        for (int column : columns) {
            FieldVector vector = batch.vector(column);
            if (vector.isNull(row)) {
                return false;
            }
            switch (vector) {
                case BitVector bits -> add(bits.get(row), 1);
                // All NaN are one value, and so are both zeros.
                case Float4Vector reals -> add(Float.floatToIntBits(reals.get(row) + 0.0f), 4);
                case Float8Vector reals -> add(Double.doubleToLongBits(reals.get(row) + 0.0), 8);
                case BaseFixedWidthVector fixed -> {
                    int width = fixed.getTypeWidth();
                    add(fixed.getDataBuffer(), (long) row * width, width);
                }
                case BaseVariableWidthVector text -> {
                    int start = text.getOffsetBuffer().getInt(row * 4L);
                    int size = text.getOffsetBuffer().getInt(row * 4L + 4) - start;
                    add(size, 4);
                    add(text.getDataBuffer(), start, size);
                }
                default -> throw new IllegalStateException("no key can hold " + vector.getField());
            }
        }
        return true;
    }

    private void add(long value, int bytes) {
        reserve(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer[length++] = (byte) (value >>> (8 * i));
        }
    }

    private void add(ArrowBuf from, long at, int count) {
        reserve(count);
        from.getBytes(at, buffer, length, count);
        length += count;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
