package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.HeapColumn;
import dev.weir.api.HeapColumn.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The keys of some rows, in a form that two sides can be compared in: a number if there is but one
 * column and that has numbers, else bytes. Equal as DuckDB has it: a null equals nothing, NaN
 * equals NaN, and the two zeros are one.
 */
final class JoinKeys {

    /** Rows that are loaded at a time, at most. */
    static final int CHUNK = 1024;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] places;
    private final HeapColumn[] columns;
    private final boolean isNumber;
    private final long[] numbers = new long[CHUNK];
    private final long[] hashes = new long[CHUNK];
    private final boolean[] missing = new boolean[CHUNK];
    private final int[] ends = new int[CHUNK + 1];
    private byte[] bytes = new byte[CHUNK * 16];

    /**
     * @param places of the key columns
     */
    JoinKeys(Schema schema, int[] places) {
        this.places = places;
        columns =
                Arrays.stream(places)
                        .mapToObj(place -> new HeapColumn(schema.getFields().get(place)))
                        .toArray(HeapColumn[]::new);
        isNumber = columns.length == 1 && columns[0].kind() != Kind.TEXT;
    }

    /** Whether the keys of both sides have this form; if not, a database has to compare them. */
    static boolean areKnown(JoinQuery query) {
        List<Field> left = query.leftColumns().getFields();
        List<Field> right = query.rightColumns().getFields();
        for (int key = 0; key < left.size(); key++) {
            if (!areKnown(left.get(key), right.get(key))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areKnown(Field left, Field right) {
        Kind kind = new HeapColumn(left).kind();
        if (kind != new HeapColumn(right).kind()) {
            return false;
        }
        return switch (kind) {
            case WHOLE, UNSIGNED, TEXT -> true;
            case BOOL, REAL, DATE, TIME, TIMESTAMP -> left.getType().equals(right.getType());
            case DECIMAL ->
                    left.getType().equals(right.getType())
                            && ((ArrowType.Decimal) left.getType()).getPrecision() <= 18;
            case OTHER -> false;
        };
    }

    /** Whether the keys are numbers, and not bytes. */
    boolean isNumber() {
        return isNumber;
    }

    /** Takes up some rows in the place of those before. */
    void load(Batch batch, int from, int count) {
        Arrays.fill(missing, 0, count, false);
        for (int column = 0; column < columns.length; column++) {
            columns[column].load(batch.vector(places[column]), from, count);
            for (int row = 0; row < count; row++) {
                missing[row] |= columns[column].isNull(row);
            }
        }
        if (isNumber) {
            numbers(count);
        } else {
            spell(count);
        }
    }

    private void numbers(int count) {
        HeapColumn column = columns[0];
        boolean isReal = column.kind() == Kind.REAL;
        for (int row = 0; row < count; row++) {
            numbers[row] = isReal ? real(column.number(row)) : column.number(row);
            hashes[row] = hash(numbers[row]);
        }
    }

    private static long real(long bits) {
        double value = Double.longBitsToDouble(bits);
        return value == 0 ? 0 : Double.doubleToLongBits(value);
    }

    private void spell(int count) {
        int end = 0;
        for (int row = 0; row < count; row++) {
            if (!missing[row]) {
                for (HeapColumn column : columns) {
                    end = spell(column, row, end);
                }
            }
            ends[row + 1] = end;
            hashes[row] = hash(bytes, ends[row], end);
        }
    }

    private int spell(HeapColumn column, int row, int at) {
        if (column.kind() != Kind.TEXT) {
            room(at + 8);
            long number = column.number(row);
            LONG.set(bytes, at, column.kind() == Kind.REAL ? real(number) : number);
            return at + 8;
        }
        int start = column.start(row);
        int length = column.end(row) - start;
        room(at + 8 + length);
        // The length goes first, so that no two keys run into each other.
        LONG.set(bytes, at, (long) length);
        System.arraycopy(column.bytes(), start, bytes, at + 8, length);
        return at + 8 + length;
    }

    private void room(int size) {
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
        }
    }

    /** Whether a row has a null among its keys, and so no match. */
    boolean isMissing(int row) {
        return missing[row];
    }

    long number(int row) {
        return numbers[row];
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int row) {
        return ends[row];
    }

    int end(int row) {
        return ends[row + 1];
    }

    long hash(int row) {
        return hashes[row];
    }

    /** Spreads a number over all bits: the finalizer of MurmurHash3 (Austin Appleby). */
    static long hash(long number) {
        long h = number;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long h = (long) to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            h = hash(h ^ (long) LONG.get(bytes, at));
        }
        long last = 0;
        for (; at < to; at++) {
            last = last << 8 | bytes[at] & 0xff;
        }
        return hash(h ^ last);
    }
}
