package dev.weir.processors.cdc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Dates and times as the connector delivers them. PostgreSQL's range is larger than a count of
 * microseconds can hold, and it has infinities; the connector turns both into numbers that look
 * like others, which are told apart here by being impossible.
 */
final class PostgresTimes {
    /** 4713 BC, before which PostgreSQL has no day. */
    private static final int FIRST_DAY = -2_440_588 - 366;

    private static final long DAY = 86_400_000_000L;
    private static final long FIRST_MICRO = FIRST_DAY * DAY;

    /**
     * What the JDBC driver has for infinity, which the connector passes on as if it were a time.
     */
    private static final long INFINITE = 9_223_372_036_825_200_000L;

    private static final long MINUS_INFINITE = -9_223_372_036_832_400_000L;

    /** Infinite days in the stream: the server's own number, moved by 30 years with an overflow. */
    private static final int STREAM_MINUS_INFINITE = -2_147_472_691;

    private static final int STREAM_INFINITE = -2_147_472_692;

    /** Infinite days in the first load, give or take one for the machine's time zone. */
    private static final int LOAD_INFINITE = -622_191_234;

    private static final int LOAD_MINUS_INFINITE = -625_821_272;

    /** No time: {@link #microsOf} has nothing to say. */
    static final long NONE = Long.MIN_VALUE;

    private PostgresTimes() {}

    static boolean isDay(int day) {
        return day >= FIRST_DAY;
    }

    /** What an impossible day stands for. */
    static String impossibleDay(int day) {
        if (day == STREAM_INFINITE || Math.abs(day - LOAD_INFINITE) <= 2) {
            return "infinity";
        }
        return day == STREAM_MINUS_INFINITE || Math.abs(day - LOAD_MINUS_INFINITE) <= 2
                ? "-infinity"
                : "day " + day;
    }

    static boolean isMicro(long micro) {
        return micro >= FIRST_MICRO && micro != INFINITE;
    }

    /**
     * What an impossible time stands for: an infinity, or a time of which the overflow left
     * nothing.
     */
    static String impossibleMicro(long micro) {
        if (micro == INFINITE || micro == MINUS_INFINITE) {
            return micro == INFINITE ? "infinity" : "-infinity";
        }
        return "out of range";
    }

    /** Microseconds of a time with zone, or {@link #NONE} if they cannot hold it. */
    static long microsOf(String text) {
        int length = text.length();
        if (length >= 20
                && length <= 27
                && text.charAt(4) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(length - 1) == 'Z') {
            return fast(text, length);
        }
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            long micros =
                    Math.addExact(
                            Math.multiplyExact(time.getEpochSecond(), 1_000_000L),
                            time.getNano() / 1000);
            return micros < FIRST_MICRO ? NONE : micros;
        } catch (DateTimeException | ArithmeticException e) {
            return NONE; // "infinity", and years beyond 294247.
        }
    }

    /** {@code 2024-01-01T00:00:00.123456Z}, with up to six digits after the point. */
    private static long fast(String text, int length) {
        int year = digits(text, 0, 4);
        long day = LocalDate.of(year, digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
        long second =
                digits(text, 11, 13) * 3600L + digits(text, 14, 16) * 60L + digits(text, 17, 19);
        long micro = 0;
        if (text.charAt(19) == '.') {
            int from = 20;
            micro = digits(text, from, length - 1);
            for (int i = length - 1 - from; i < 6; i++) {
                micro *= 10;
            }
        }
        return day * DAY + second * 1_000_000L + micro;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
