package dev.weir.processors.files.column;

import java.nio.charset.StandardCharsets;

/** Backslashes in JSON text. */
public final class JsonEscapes implements Escapes {

    @Override
    public int resolve(byte[] text, int from, int to, byte[] target, int at) {
        int end = at;
        int i = from;
        while (i < to) {
            byte b = text[i++];
            if (b != '\\') {
                target[end++] = b;
                continue;
            }
            if (i == to) {
                return -1;
            }
            byte escape = text[i++];
            switch (escape) {
                case '"', '\\', '/' -> target[end++] = escape;
                case 'n' -> target[end++] = '\n';
                case 't' -> target[end++] = '\t';
                case 'r' -> target[end++] = '\r';
                case 'b' -> target[end++] = '\b';
                case 'f' -> target[end++] = '\f';
                case 'u' -> {
                    int unit = unit(text, i, to);
                    i += 4;
                    if (Character.isHighSurrogate((char) unit) && unit >= 0) {
                        int low =
                                i + 1 < to && text[i] == '\\' && text[i + 1] == 'u'
                                        ? unit(text, i + 2, to)
                                        : -1;
                        if (low < 0 || !Character.isLowSurrogate((char) low)) {
                            return -1;
                        }
                        unit = Character.toCodePoint((char) unit, (char) low);
                        i += 6;
                    } else if (unit < 0 || Character.isLowSurrogate((char) unit)) {
                        return -1;
                    }
                    byte[] utf8 = Character.toString(unit).getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(utf8, 0, target, end, utf8.length);
                    end += utf8.length;
                }
                default -> {
                    return -1;
                }
            }
        }
        return end;
    }

    /** Four hexadecimal digits, or -1. */
    private static int unit(byte[] text, int at, int to) {
        if (at + 4 > to) {
            return -1;
        }
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
