package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import dev.weir.expression.types.Types;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Reads one text as a value of a type. Plain spellings are read without objects. */
final class Spelling {

    enum Outcome {
        READ,
        WRONG,

        /** DuckDB may know a value that is spelled like this. */
        DOUBTFUL
    }

    private static final Set<String> BOOLEANS =
            Set.of("true", "false", "t", "f", "yes", "no", "y", "n", "on", "off");

    private final Type type;
    private final boolean isUnsigned;

    /** What was read last, unless the type is a floating one. */
    long value;

    /** What was read last, of a floating type. */
    double number;

    Spelling(Type type) {
        this.type = type;
        this.isUnsigned = type.kind().isInteger() && !type.kind().isSigned();
    }

    Outcome read(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (start < end && isSpace(bytes[end - 1])) {
            end--;
        }
        return switch (type.kind()) {
            case BOOL -> bool(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            case FLOAT, DOUBLE -> floating(bytes, start, end);
            case DATE -> date(bytes, start, end);
            case TIMESTAMP, INSTANT -> timestamp(bytes, start, end);
            default ->
                    isUnsigned && start < end && bytes[start] == '-'
                            ? negative(bytes, start, end, end - start < to - from)
                            : exact(bytes, start, end);
        };
    }

    /** Of an unsigned type: nothing but zeros, no fraction even if it would be rounded to zero. */
    private Outcome negative(byte[] bytes, int start, int end, boolean spaced) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        value = 0;
        if (text.matches("-0+")) {
            return spaced ? Outcome.DOUBTFUL : Outcome.READ;
        }
        boolean isNumber = text.matches("-([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
        return isNumber || hopelessNumber(text) ? Outcome.WRONG : Outcome.DOUBTFUL;
    }

    private Outcome bool(String text) {
        value =
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "t", "1", "yes", "y" -> 1;
                    case "false", "f", "0", "no", "n" -> 0;
                    default -> -1;
                };
        return value >= 0 ? Outcome.READ : hopeless(text) ? Outcome.WRONG : Outcome.DOUBTFUL;
    }

    /**
     * Sign, digits, point, digits: at most 18 of them, as many after the point as the scale has.
     */
    private Outcome exact(byte[] bytes, int start, int end) {
        int at = start;
        boolean negative = at < end && bytes[at] == '-';
        if (negative || at < end && bytes[at] == '+') {
            at++;
        }
        long read = 0;
        int digits = 0;
        int fraction = -1;
        for (; at < end; at++) {
            byte c = bytes[at];
            if (c >= '0' && c <= '9' && digits < 18) {
                read = read * 10 + (c - '0');
                digits++;
                fraction += fraction >= 0 ? 1 : 0;
            } else if (c == '.' && fraction < 0) {
                fraction = 0;
            } else {
                return unusual(bytes, start, end);
            }
        }
        int missing = type.scale() - Math.max(fraction, 0);
        if (digits == 0) {
            return Outcome.WRONG;
        }
        if (missing < 0 || digits + missing > 18) {
            return unusual(bytes, start, end);
        }
        value = (negative ? -read : read) * Types.POWERS[missing];
        return value >= type.min() && value <= type.max() ? Outcome.READ : Outcome.WRONG;
    }

    /** Exponents, underscores between digits, and more digits than fit. */
    private Outcome unusual(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (!text.matches(
                "[+-]?([0-9]{1,60}\\.?[0-9]{0,60}|\\.[0-9]{1,60})([eE][+-]?[0-9]{1,2})?")) {
            return hopelessNumber(text) ? Outcome.WRONG : Outcome.DOUBTFUL;
        }
        var rounded =
                new BigDecimal(text).setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
        if (rounded.bitLength() > 63) {
            return Outcome.WRONG;
        }
        value = rounded.longValue();
        return value >= type.min() && value <= type.max() ? Outcome.READ : Outcome.WRONG;
    }

    private Outcome floating(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (!text.matches(
                "[+-]?([0-9]{1,400}\\.?[0-9]{0,400}|\\.[0-9]{1,400})([eE][+-]?[0-9]{1,3})?")) {
            return hopelessNumber(text) ? Outcome.WRONG : Outcome.DOUBTFUL;
        }
        boolean single = type.kind() == Kind.FLOAT;
        number = single ? Float.parseFloat(text) : Double.parseDouble(text);
        return Double.isInfinite(number) ? Outcome.DOUBTFUL : Outcome.READ;
    }

    /** {@code 2024-02-29}. */
    private Outcome date(byte[] bytes, int start, int end) {
        if (end - start == 10 && day(bytes, start)) {
            return Outcome.READ;
        }
        return doubtful(bytes, start, end);
    }

    /** {@code 2024-02-29 23:59:59.123456}, with a T between and a Z behind at will, or a date. */
    private Outcome timestamp(byte[] bytes, int start, int end) {
        if (end - start < 10 || !day(bytes, start)) {
            return doubtful(bytes, start, end);
        }
        long micros = value * TimeCast.DAY;
        int at = start + 10;
        if (at < end) {
            boolean plain =
                    end - at >= 9
                            && (bytes[at] == ' ' || bytes[at] == 'T')
                            && bytes[at + 3] == ':'
                            && bytes[at + 6] == ':';
            long hour = plain ? two(bytes, at + 1) : -1;
            long minute = plain ? two(bytes, at + 4) : -1;
            long second = plain ? two(bytes, at + 7) : -1;
            if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
                return doubtful(bytes, start, end);
            }
            micros += (hour * 3600 + minute * 60 + second) * 1_000_000;
            at += 9;
        }
        if (at < end && bytes[at] == '.') {
            int first = ++at;
            long fraction = 0;
            while (at < end && at - first < 6 && bytes[at] >= '0' && bytes[at] <= '9') {
                fraction = fraction * 10 + (bytes[at++] - '0');
            }
            if (at == first) {
                return Outcome.DOUBTFUL;
            }
            micros += fraction * Types.POWERS[6 - (at - first)];
        }
        if (at < end && bytes[at] == 'Z') {
            at++;
        }
        value = micros;
        return at == end ? Outcome.READ : Outcome.DOUBTFUL;
    }

    private boolean day(byte[] bytes, int at) {
        long century = two(bytes, at);
        long years = two(bytes, at + 2);
        long month = two(bytes, at + 5);
        long dayOfMonth = two(bytes, at + 8);
        if (century < 0 || years < 0 || month < 0 || dayOfMonth < 0) {
            return false;
        }
        long year = century * 100 + years;
        if (bytes[at + 4] != '-'
                || bytes[at + 7] != '-'
                || year < 1
                || !Calendar.exists(year, month, dayOfMonth)) {
            return false;
        }
        value = Calendar.day(year, month, dayOfMonth);
        return true;
    }

    private static long two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? -1 : tens * 10L + ones;
    }

    private static Outcome doubtful(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return hopeless(text) ? Outcome.WRONG : Outcome.DOUBTFUL;
    }

    /** Whether no type has a value that is spelled like this: no digit, and none of the words. */
    private static boolean hopeless(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.chars().noneMatch(c -> c >= '0' && c <= '9')
                && !lower.contains("inf")
                && !lower.contains("nan")
                && !lower.contains("epoch")
                && !BOOLEANS.contains(lower.strip());
    }

    /** Whether it has letters that no number has, those of other bases and of words aside. */
    private static boolean hopelessNumber(String text) {
        return hopeless(text)
                || !text.matches("(?i)[+-]?0[xbo].*|.*(inf|nan).*")
                        && text.chars().anyMatch(c -> "0123456789+-._eE ".indexOf(c) < 0);
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
