package dev.weir.processors.files.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads ISO 8601 dates and times; a blank may stand for the {@code T}. Digits beyond microseconds
 * are cut off. Keeps the last date, as rows that follow one another often share it.
 */
final class TimeText {

    static final long NONE = Long.MIN_VALUE;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private long lastText;
    private short lastEnd;
    private long lastDays = NONE;

    /** Days since 1970. */
    long date(byte[] text, int start, int end) {
        int from = trimmedStart(text, start, end);
        int to = trimmedEnd(text, from, end);
        return to - from == 10 ? date(text, from) : NONE;
    }

    private long date(byte[] text, int at) {
        long word = (long) LONG.get(text, at);
        short rest = (short) SHORT.get(text, at + 8);
        if (word == lastText && rest == lastEnd) {
            return lastDays;
        }
        int century = Digits.two(text, at);
        int year = Digits.two(text, at + 2);
        int month = Digits.two(text, at + 5);
        int day = Digits.two(text, at + 8);
        if ((century | year | month | day) < 0
                || text[at + 4] != '-'
                || text[at + 7] != '-'
                || month < 1
                || month > 12
                || day < 1) {
            return NONE;
        }
        year += century * 100;
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (day > DAYS[month - 1] && !(leap && month == 2 && day == 29)) {
            return NONE;
        }
        lastText = word;
        lastEnd = rest;
        lastDays = days(year, month, day);
        return lastDays;
    }

    /** Days since 1970: years begin in March, so that the leap day is the last one. */
    private static long days(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int ofEra = shifted - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719468;
    }

    /** Microseconds since midnight. */
    long time(byte[] text, int start, int end) {
        int from = trimmedStart(text, start, end);
        int to = trimmedEnd(text, from, end);
        int clock = clockEnd(text, from, to);
        return clock == to ? clock(text, from, clock) : NONE;
    }

    /** Microseconds since 1970; without a zone in the text, UTC is meant. */
    long timestamp(byte[] text, int start, int end, boolean zoned) {
        int from = trimmedStart(text, start, end);
        int to = trimmedEnd(text, from, end);
        if (to - from < 10) {
            return NONE;
        }
        long days = date(text, from);
        if (days == NONE || to - from == 10) {
            return days == NONE ? NONE : days * MICROS_PER_DAY;
        }
        byte between = text[from + 10];
        int clock = clockEnd(text, from + 11, to);
        long time = clock(text, from + 11, clock);
        if (between != 'T' && between != ' ' && between != 't' || time == NONE) {
            return NONE;
        }
        long offset = clock == to ? 0 : zoned ? offset(text, clock, to) : NONE;
        return offset == NONE ? NONE : days * MICROS_PER_DAY + time - offset;
    }

    /** End of the digits, colons and the point of a time of day. */
    private static int clockEnd(byte[] text, int from, int to) {
        int at = from;
        while (at < to && (text[at] >= '0' && text[at] <= ':' || text[at] == '.')) {
            at++;
        }
        return at;
    }

    private static long clock(byte[] text, int from, int to) {
        int length = to - from;
        if (length < 5 || text[from + 2] != ':' || length > 5 && length < 8) {
            return NONE;
        }
        int hours = Digits.two(text, from);
        int minutes = Digits.two(text, from + 3);
        int seconds = 0;
        if (length > 5) {
            seconds = text[from + 5] == ':' ? Digits.two(text, from + 6) : -1;
        }
        if ((hours | minutes | seconds) < 0 || hours > 23 || minutes > 59 || seconds > 59) {
            return NONE;
        }
        long micros = (hours * 3600L + minutes * 60L + seconds) * MICROS_PER_SECOND;
        if (length <= 8) {
            return micros;
        }
        long fraction = text[from + 8] == '.' ? fraction(text, from + 9, to) : NONE;
        return fraction == NONE ? NONE : micros + fraction;
    }

    private static long fraction(byte[] text, int from, int to) {
        if (to == from || to - from > 12) {
            return NONE;
        }
        for (int at = from; at < to; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return NONE;
            }
        }
        int kept = Math.min(6, to - from);
        return Digits.number(text, from, from + kept) * Digits.POWERS[6 - kept];
    }

    /** {@code Z}, {@code +02}, {@code +0230} or {@code +02:30}, in microseconds. */
    private static long offset(byte[] text, int from, int to) {
        byte sign = text[from];
        if (to - from == 1) {
            return sign == 'Z' || sign == 'z' ? 0 : NONE;
        }
        if (sign != '+' && sign != '-') {
            return NONE;
        }
        int hours = to - from >= 3 ? Digits.two(text, from + 1) : -1;
        int minutes =
                switch (to - from) {
                    case 3 -> 0;
                    case 5 -> Digits.two(text, from + 3);
                    case 6 -> text[from + 3] == ':' ? Digits.two(text, from + 4) : -1;
                    default -> -1;
                };
        if (hours < 0 || minutes < 0 || hours > 18 || minutes > 59) {
            return NONE;
        }
        long micros = (hours * 60L + minutes) * 60 * MICROS_PER_SECOND;
        return sign == '-' ? -micros : micros;
    }

    private static int trimmedStart(byte[] text, int start, int end) {
        int at = start;
        while (at < end && text[at] == ' ') {
            at++;
        }
        return at;
    }

    private static int trimmedEnd(byte[] text, int start, int end) {
        int at = end;
        while (at > start && text[at - 1] == ' ') {
            at--;
        }
        return at;
    }
}
