package dev.weir.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A few rows of a column, copied to plain arrays: encoders that go row by row read them much faster
 * than Arrow's memory. Types that have no plain form are {@link Kind#OTHER} and are read from the
 * vector itself. Not for several threads.
 */
public final class HeapColumn {

    /** How the values of a column are told. */
    public enum Kind {
        /** {@link #number} is 0 or 1. */
        BOOL,
        /** {@link #number} is the value. */
        WHOLE,
        /** {@link #number} is the value, its sign bit counting. */
        UNSIGNED,
        /** {@link #number} holds the bits of a double. */
        REAL,
        /** {@link #number} is the unscaled value, unless it is {@link #isWide}. */
        DECIMAL,
        /** {@link #number} counts days since 1970. */
        DATE,
        /** {@link #number} counts units since midnight. */
        TIME,
        /** {@link #number} counts units since 1970. */
        TIMESTAMP,
        /** {@link #bytes} from {@link #start} to {@link #end}. */
        TEXT,
        /** Only in the vector. */
        OTHER
    }

    private final Kind kind;
    private final int width;
    private final int scale;
    private final long perSecond;
    private final boolean zoned;

    private long[] numbers = new long[0];
    private int[] ends = new int[0];
    private byte[] bytes = new byte[0];
    private byte[] valid = new byte[0];
    private byte[] bits = new byte[0];
    private boolean[] wide = new boolean[0];
    private int shift;
    private boolean nulls;

    /** For a column of this field's type. */
    public HeapColumn(Field field) {
        ArrowType type = field.getType();
        kind = kind(type);
        width = width(type);
        scale = type instanceof ArrowType.Decimal decimal ? decimal.getScale() : 0;
        perSecond =
                switch (type) {
                    case ArrowType.Time time -> perSecond(time.getUnit());
                    case ArrowType.Timestamp timestamp -> perSecond(timestamp.getUnit());
                    default -> 1;
                };
        zoned = type instanceof ArrowType.Timestamp timestamp && timestamp.getTimezone() != null;
    }

    public Kind kind() {
        return kind;
    }

    /** Digits behind the point, of a decimal. */
    public int scale() {
        return scale;
    }

    /** Units in a second, of a time or timestamp. */
    public long perSecond() {
        return perSecond;
    }

    /** Whether a timestamp names a moment everywhere, rather than what a clock showed. */
    public boolean isZoned() {
        return zoned;
    }

    /** Copies some rows, in the place of those before. */
    public void load(FieldVector vector, int from, int count) {
        loadValid(vector, from, count);
        switch (kind) {
            case OTHER -> {}
            case TEXT -> loadText((VarCharVector) vector, from, count);
            case BOOL -> {
                int first = from >> 3;
                int size = ((from + count + 7) >> 3) - first;
                bits = room(bits, size);
                vector.getDataBuffer().getBytes(first, bits, 0, size);
            }
            default -> loadNumbers((BaseFixedWidthVector) vector, from, count);
        }
    }

    public boolean isNull(int row) {
        return nulls && (valid[row + shift >> 3] >> (row + shift & 7) & 1) == 0;
    }

    public long number(int row) {
        return kind == Kind.BOOL ? bits[row + shift >> 3] >> (row + shift & 7) & 1 : numbers[row];
    }

    /** Whether a decimal does not fit into a long. */
    public boolean isWide(int row) {
        return wide[row];
    }

    /** The texts of the loaded rows. */
    public byte[] bytes() {
        return bytes;
    }

    public int start(int row) {
        return ends[row];
    }

    public int end(int row) {
        return ends[row + 1];
    }

    private void loadValid(FieldVector vector, int from, int count) {
        shift = from & 7;
        if (vector.getField().getType() instanceof ArrowType.Null) {
            nulls = true;
            valid = room(valid, count / 8 + 2);
            return;
        }
        ArrowBuf buffer = vector.getValidityBuffer();
        int first = from >> 3;
        int size = (from + count + 7 >> 3) - first;
        nulls = buffer.capacity() >= first + size;
        if (nulls) {
            valid = room(valid, size);
            buffer.getBytes(first, valid, 0, size);
            nulls = !allSet(count);
        }
    }

    private boolean allSet(int count) {
        int row = 0;
        while (row < count) {
            int at = row + shift;
            if ((at & 7) == 0 && row + 8 <= count) {
                if (valid[at >> 3] != -1) {
                    return false;
                }
                row += 8;
            } else if ((valid[at >> 3] >> (at & 7) & 1) == 0) {
                return false;
            } else {
                row++;
            }
        }
        return true;
    }

    private void loadText(VarCharVector vector, int from, int count) {
        if (ends.length < count + 1) {
            ends = new int[count + 1];
        }
        bytesOf(vector.getOffsetBuffer(), from * 4L, (count + 1) * 4)
                .asIntBuffer()
                .get(ends, 0, count + 1);
        int base = ends[0];
        int size = ends[count] - base;
        bytes = room(bytes, size);
        vector.getDataBuffer().getBytes(base, bytes, 0, size);
        for (int row = 0; row <= count; row++) {
            ends[row] -= base;
        }
    }

    private void loadNumbers(BaseFixedWidthVector vector, int from, int count) {
        int cells = width == 16 ? count * 2 : count;
        if (numbers.length < cells) {
            numbers = new long[cells];
        }
        ByteBuffer data = bytesOf(vector.getDataBuffer(), (long) from * width, count * width);
        long mask = kind == Kind.UNSIGNED && width < 8 ? (1L << width * 8) - 1 : -1;
        switch (width) {
            case 1 -> {
                for (int row = 0; row < count; row++) {
                    numbers[row] = data.get(row) & mask;
                }
            }
            case 2 -> {
                var shorts = data.asShortBuffer();
                for (int row = 0; row < count; row++) {
                    numbers[row] = shorts.get(row) & mask;
                }
            }
            case 4 -> {
                var ints = data.asIntBuffer();
                for (int row = 0; row < count; row++) {
                    numbers[row] = ints.get(row) & mask;
                }
            }
            case 8 -> data.asLongBuffer().get(numbers, 0, count);
            default -> {
                data.asLongBuffer().get(numbers, 0, cells);
                narrow(count);
            }
        }
        if (vector.getField().getType() instanceof ArrowType.Date && width == 8) {
            for (int row = 0; row < count; row++) {
                numbers[row] = Math.floorDiv(numbers[row], 86_400_000L);
            }
        }
    }

    /** Keeps the low half of each decimal and notes where that is not all of it. */
    private void narrow(int count) {
        if (wide.length < count) {
            wide = new boolean[count];
        }
        for (int row = 0; row < count; row++) {
            long low = numbers[row * 2];
            wide[row] = numbers[row * 2 + 1] != low >> 63;
            numbers[row] = low;
        }
    }

    private static ByteBuffer bytesOf(ArrowBuf buffer, long at, int size) {
        return buffer.nioBuffer(at, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] room(byte[] array, int size) {
        return array.length >= size ? array : new byte[Math.max(size, array.length * 2)];
    }

    private static Kind kind(ArrowType type) {
        return switch (type) {
            case ArrowType.Bool _ -> Kind.BOOL;
            case ArrowType.Int whole -> whole.getIsSigned() ? Kind.WHOLE : Kind.UNSIGNED;
            case ArrowType.FloatingPoint real ->
                    switch (real.getPrecision()) {
                        case DOUBLE -> Kind.REAL;
                        case SINGLE, HALF -> Kind.OTHER;
                    };
            case ArrowType.Decimal decimal ->
                    decimal.getBitWidth() == 128 ? Kind.DECIMAL : Kind.OTHER;
            case ArrowType.Date _ -> Kind.DATE;
            case ArrowType.Time _ -> Kind.TIME;
            case ArrowType.Timestamp _ -> Kind.TIMESTAMP;
            case ArrowType.Utf8 _ -> Kind.TEXT;
            default -> Kind.OTHER;
        };
    }

    private static int width(ArrowType type) {
        return switch (type) {
            case ArrowType.Int whole -> whole.getBitWidth() / 8;
            case ArrowType.Decimal decimal -> decimal.getBitWidth() / 8;
            case ArrowType.Date date ->
                    switch (date.getUnit()) {
                        case DAY -> 4;
                        case MILLISECOND -> 8;
                    };
            case ArrowType.Time time -> time.getBitWidth() / 8;
            default -> 8;
        };
    }

    static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> 1_000_000_000;
        };
    }
}
