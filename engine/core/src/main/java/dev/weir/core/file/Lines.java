package dev.weir.core.file;

import dev.weir.core.problem.Mark;
import java.util.Arrays;

/** Finds lines and columns of a text. */
final class Lines {
    private final String file;
    private final String text;
    private final int[] starts;
    private final boolean oneCharEach;
    private int lastPoint;
    private int lastOffset;

    Lines(String file, String text) {
        this.file = file;
        this.text = text;
        this.oneCharEach = text.codePointCount(0, text.length()) == text.length();
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, count);
    }

    Mark mark(int offset) {
        int at = Arrays.binarySearch(starts, offset);
        int line = at >= 0 ? at : -at - 2;
        return new Mark(file, line + 1, offset - starts[line] + 1);
    }

    /** The parser counts code points; asked in rising order this takes no time. */
    int offset(int codePoint) {
        if (oneCharEach) {
            return codePoint;
        }
        if (codePoint < lastPoint) {
            lastPoint = 0;
            lastOffset = 0;
        }
        lastOffset = text.offsetByCodePoints(lastOffset, codePoint - lastPoint);
        lastPoint = codePoint;
        return lastOffset;
    }
}
