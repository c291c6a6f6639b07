package dev.weir.processors.files.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers from ASCII digits, eight at a time in one word. The arrays read from have at least eight
 * bytes before the first digit and sixteen behind the last.
 */
final class Digits {

    /** What {@link #number} says of text that is not digits only, or too many of them. */
    static final long NONE = -1;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;

    static final long[] POWERS = powers();

    private Digits() {}

    /** The number that up to 18 digits spell, or {@link #NONE}. */
    static long number(byte[] text, int from, int to) {
        int length = to - from;
        if (length <= 8) {
            return length <= 0 ? NONE : eight(text, length, to);
        }
        if (length > 18) {
            return NONE;
        }
        long low = eight(text, 8, to);
        long high = number(text, from, to - 8);
        return low < 0 || high < 0 ? NONE : high * 100_000_000L + low;
    }

    /**
     * Loads the eight bytes that end with the last digit, blanks those before the first with zeros,
     * checks all at once, and adds neighbours up in three steps.
     */
    private static long eight(byte[] text, int length, int to) {
        long word = (long) LONG.get(text, to - 8);
        long mask = -1L << (64 - length * 8);
        long digits = (word ^ ZEROS) & mask;
        if (((digits + 0x7676767676767676L | digits) & HIGH) != 0) {
            return NONE;
        }
        digits = digits * 10 + (digits >>> 8) & 0x00FF00FF00FF00FFL;
        digits = digits * 100 + (digits >>> 16) & 0x0000FFFF0000FFFFL;
        return digits * 10_000 + (digits >>> 32) & 0xFFFFFFFFL;
    }

    /** Index of the decimal point, or {@code to} if there is none in the first 24 bytes. */
    static int point(byte[] text, int from, int to) {
        for (int at = from; at < to && at < from + 24; at += 8) {
            long word = (long) LONG.get(text, at) ^ 0x2E2E2E2E2E2E2E2EL;
            long found = word - ONES & ~word & HIGH;
            if (found != 0) {
                return Math.min(to, at + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return to;
    }

    /** Two digits, or a negative number. */
    static int two(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
