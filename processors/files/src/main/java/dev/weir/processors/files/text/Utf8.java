package dev.weir.processors.files.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks at bytes that should be UTF-8. */
public final class Utf8 {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Utf8() {}

    /** Index of the first byte that belongs to no character, or -1 if all is well. */
    public static int invalid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + 8 <= to && ((long) LONG.get(bytes, at) & 0x8080808080808080L) == 0) {
                at += 8;
                continue;
            }
            int size = size(bytes, at, to);
            if (size == 0) {
                return at;
            }
            at += size;
        }
        return -1;
    }

    /** Bytes of the character that begins here, or 0 if none does. */
    private static int size(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (at + size > to) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        // Longer than needed, surrogates, beyond the last character.
        boolean wrong =
                first == 0xE0 && second < 0xA0
                        || first == 0xED && second > 0x9F
                        || first == 0xF0 && second < 0x90
                        || first == 0xF4 && second > 0x8F;
        return wrong ? 0 : size;
    }

    /**
     * The bytes as text, those that are no UTF-8 spelled as {@code \xHH}, so that nothing is lost.
     */
    public static String readable(byte[] bytes, int from, int to) {
        var text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int bad = invalid(bytes, at, to);
            int end = bad < 0 ? to : bad;
            text.append(new String(bytes, at, end - at, StandardCharsets.UTF_8));
            if (bad >= 0) {
                text.append("\\x%02X".formatted(bytes[bad]));
                end++;
            }
            at = end;
        }
        return text.toString();
    }
}
