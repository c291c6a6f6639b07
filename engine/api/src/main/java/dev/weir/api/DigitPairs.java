package dev.weir.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decimal digits of numbers that are not negative, two at a time. */
final class DigitPairs {

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final short[] PAIRS = pairs();

    private DigitPairs() {}

    /** How many digits a number has that is not negative. */
    static int count(long value) {
        int digits = 1;
        for (long limit = 10; digits < 19 && value >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes the digits of a number, the last one before {@code end}. */
    static void backwards(long value, byte[] bytes, int end) {
        int at = end;
        while (value > Integer.MAX_VALUE) {
            long rest = value / 100;
            at -= 2;
            SHORT.set(bytes, at, PAIRS[(int) (value - rest * 100)]);
            value = rest;
        }
        int small = (int) value;
        while (small >= 100) {
            int rest = small / 100;
            at -= 2;
            SHORT.set(bytes, at, PAIRS[small - rest * 100]);
            small = rest;
        }
        if (small >= 10) {
            SHORT.set(bytes, at - 2, PAIRS[small]);
        } else {
            bytes[at - 1] = (byte) ('0' + small);
        }
    }

    /** Writes so many digits from an index on, the first of which may be zeros. */
    static void padded(int value, int width, byte[] bytes, int from) {
        for (int at = from + width; at > from; ) {
            if (at - from == 1) {
                bytes[--at] = (byte) ('0' + value % 10);
            } else {
                at -= 2;
                SHORT.set(bytes, at, PAIRS[value % 100]);
                value /= 100;
            }
        }
    }

    private static short[] pairs() {
        short[] pairs = new short[100];
        for (int i = 0; i < 100; i++) {
            pairs[i] = (short) ('0' + i / 10 | ('0' + i % 10) << 8);
        }
        return pairs;
    }
}
