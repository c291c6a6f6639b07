package dev.weir.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Escapes text as it stands between the quotes of JSON. */
final class JsonText {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private JsonText() {}

    /**
     * Writes text with its escapes, and answers the index behind it. Eight bytes at a time are
     * looked at, and copied while nothing in them needs an escape.
     *
     * @param to has room for six times the text and eight bytes more
     */
    static int escape(byte[] text, int from, int count, byte[] to, int at) {
        int end = from + count;
        int i = from;
        while (i + 8 <= end) {
            long word = (long) LONG.get(text, i);
            if (needsEscape(word)) {
                for (int last = i + 8; i < last; i++) {
                    at = escaped(text[i], to, at);
                }
            } else {
                LONG.set(to, at, word);
                at += 8;
                i += 8;
            }
        }
        for (; i < end; i++) {
            at = escaped(text[i], to, at);
        }
        return at;
    }

    /** Whether one of eight bytes is a quote, a backslash or below a space. */
    private static boolean needsEscape(long word) {
        long quote = word ^ 0x2222222222222222L;
        long slash = word ^ 0x5C5C5C5C5C5C5C5CL;
        long found =
                (word - 0x2020202020202020L & ~word)
                        | (quote - 0x0101010101010101L & ~quote)
                        | (slash - 0x0101010101010101L & ~slash);
        return (found & 0x8080808080808080L) != 0;
    }

    private static int escaped(byte b, byte[] to, int at) {
        if (b >= ' ' && b != '"' && b != '\\' || b < 0) {
            to[at] = b;
            return at + 1;
        }
        to[at++] = '\\';
        switch (b) {
            case '\n' -> to[at++] = 'n';
            case '\t' -> to[at++] = 't';
            case '\r' -> to[at++] = 'r';
            case '\b' -> to[at++] = 'b';
            case '\f' -> to[at++] = 'f';
            case '"', '\\' -> to[at++] = b;
            default -> {
                to[at++] = 'u';
                to[at++] = '0';
                to[at++] = '0';
                to[at++] = (byte) ('0' + (b >> 4));
                to[at++] = (byte) Character.forDigit(b & 15, 16);
            }
        }
        return at;
    }
}
