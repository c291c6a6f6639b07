package dev.weir.processors.files.csv;

import dev.weir.processors.files.column.Escapes;

/** Quotes that were doubled inside quotes. */
record CsvEscapes(byte quote) implements Escapes {
    @Override
    public int resolve(byte[] text, int from, int to, byte[] target, int at) {
        int end = at;
        for (int i = from; i < to; i++) {
            target[end++] = text[i];
            if (text[i] == quote && i + 1 < to && text[i + 1] == quote) {
                i++;
            }
        }
        return end;
    }
}
