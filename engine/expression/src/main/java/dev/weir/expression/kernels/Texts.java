package dev.weir.expression.kernels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Loops over the bytes of texts. */
final class Texts {
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Texts() {}

    /** Eight bytes; lanes have room for a word behind the last text. */
    private static long word(byte[] bytes, int at) {
        return (long) WORD.get(bytes, at);
    }

    private static long mask(int length) {
        return length >= 8 ? -1 : (1L << (8 * length)) - 1;
    }

    /**
     * Whether each text is the given one: by length and up to two words, without a branch that the
     * processor would have to guess. The words may reach behind the text, into its lane's slack.
     */
    @SuppressWarnings("ShortCircuitBoolean")
    static void equal(Lane texts, byte[] constant, int length, boolean[] out, int count) {
        int[] offsets = texts.offsets;
        byte[] bytes = texts.bytes;
        if (length > 16) {
            for (int i = 0; i < count; i++) {
                out[i] =
                        offsets[i + 1] - offsets[i] == length
                                && Arrays.equals(
                                        bytes, offsets[i], offsets[i + 1], constant, 0, length);
            }
            return;
        }
        long firstMask = mask(length);
        long first = word(constant, 0) & firstMask;
        if (length <= 8) {
            for (int i = 0; i < count; i++) {
                int start = offsets[i];
                out[i] =
                        offsets[i + 1] - start == length
                                & (word(bytes, start) & firstMask) == first;
            }
            return;
        }
        long last = word(constant, length - 8);
        for (int i = 0; i < count; i++) {
            int start = offsets[i];
            out[i] =
                    offsets[i + 1] - start == length
                            & word(bytes, start) == first
                            & word(bytes, start + length - 8) == last;
        }
    }

    static void equal(Lane a, Lane b, boolean[] out, int count) {
        for (int i = 0; i < count; i++) {
            int length = a.length(i);
            out[i] =
                    length == b.length(i)
                            && Arrays.equals(
                                    a.bytes,
                                    a.offsets[i],
                                    a.offsets[i] + length,
                                    b.bytes,
                                    b.offsets[i],
                                    b.offsets[i] + length);
        }
    }

    /** Where the sought bytes begin, or -1. */
    static int find(byte[] bytes, int start, int end, byte[] sought, int from, int length) {
        if (length == 0) {
            return start;
        }
        byte first = sought[from];
        for (int at = start; at <= end - length; at++) {
            if (bytes[at] == first
                    && Arrays.equals(bytes, at, at + length, sought, from, from + length)) {
                return at;
            }
        }
        return -1;
    }

    /** Number of characters (code points). */
    static int characters(byte[] bytes, int start, int end) {
        int characters = 0;
        for (int at = start; at < end; at++) {
            characters += (bytes[at] & 0xC0) != 0x80 ? 1 : 0;
        }
        return characters;
    }

    /** Where so many characters after {@code start} have passed, at most {@code end}. */
    static int skip(byte[] bytes, int start, int end, long characters) {
        int at = start;
        for (long left = characters; left > 0 && at < end; left--) {
            at++;
            while (at < end && (bytes[at] & 0xC0) == 0x80) {
                at++;
            }
        }
        return at;
    }

    static boolean isAscii(byte[] bytes, int start, int end) {
        int seen = 0;
        for (int at = start; at < end; at++) {
            seen |= bytes[at];
        }
        return seen >= 0;
    }
}
