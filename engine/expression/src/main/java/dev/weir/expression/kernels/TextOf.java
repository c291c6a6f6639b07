package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import dev.weir.expression.types.Types;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Values as text, in DuckDB's spelling. */
final class TextOf extends Cast {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 40;

    private TextOf(Node operand) {
        super(Type.TEXT, operand);
    }

    /** The operand's text; empty for floating numbers and times with a zone, which are DuckDB's. */
    static Optional<Node> of(Node operand) {
        Kind kind = operand.type.kind();
        boolean known =
                kind == Kind.BOOL || kind.isExact() || kind == Kind.DATE || kind == Kind.TIMESTAMP;
        return known ? Optional.of(new TextOf(operand)) : Optional.empty();
    }

    static String decimal(long value, int scale) {
        return BigDecimal.valueOf(value, scale).toPlainString();
    }

    @Override
    void cast(Lane from, Lane lane, Chunk chunk) {
        Node operand = operands.getFirst();
        lane.nullsOf(from, chunk.count);
        lane.offsets[0] = 0;
        for (int i = 0; i < chunk.count; i++) {
            if (lane.anyNull && lane.isNull[i]) {
                lane.offsets[i + 1] = lane.offsets[i];
                continue;
            }
            int at = lane.offsets[i];
            if (operand.type.kind() == Kind.BOOL) {
                byte[] word = from.bools[i] ? TRUE : FALSE;
                lane.append(i, word, 0, word.length);
                continue;
            }
            byte[] to = lane.room(at + LONGEST);
            long value = from.longs[i];
            lane.offsets[i + 1] =
                    switch (operand.type.kind()) {
                        case DATE -> date(to, at, value, chunk);
                        case TIMESTAMP -> timestamp(to, at, value, chunk);
                        default -> number(to, at, value, operand.type);
                    };
        }
    }

    private static int number(byte[] to, int start, long value, Type type) {
        int at = start;
        if (value < 0) {
            to[at++] = '-';
        }
        if (value == Long.MIN_VALUE) {
            byte[] digits = "9223372036854775808".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, to, at, digits.length);
            return at + digits.length;
        }
        long absolute = Math.abs(value);
        int scale = type.scale();
        long whole = absolute / Types.POWERS[scale];
        // DuckDB writes no zero before the point of a decimal that has only a fraction.
        boolean bare = scale > 0 && type.precision() == scale;
        if (!bare || whole > 0) {
            at = digits(to, at, whole, length(whole));
        }
        if (scale > 0) {
            to[at++] = '.';
            at = digits(to, at, absolute % Types.POWERS[scale], scale);
        }
        return at;
    }

    private static int length(long value) {
        int length = 1;
        while (length < Types.POWERS.length && value >= Types.POWERS[length]) {
            length++;
        }
        return length;
    }

    private static int digits(byte[] to, int start, long value, int length) {
        long rest = value;
        for (int at = start + length - 1; at >= start; at--) {
            to[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return start + length;
    }

    private static int date(byte[] to, int start, long day, Chunk chunk) {
        long year = Calendar.year(day);
        if (year < 1 || year > 9999) {
            chunk.troubles.doubt();
            return start;
        }
        int at = digits(to, start, year, 4);
        to[at++] = '-';
        at = digits(to, at, Calendar.month(day), 2);
        to[at++] = '-';
        return digits(to, at, Calendar.dayOfMonth(day), 2);
    }

    private static int timestamp(byte[] to, int start, long micros, Chunk chunk) {
        long day = Math.floorDiv(micros, TimeCast.DAY);
        int at = date(to, start, day, chunk);
        if (at == start) {
            return at;
        }
        long time = micros - day * TimeCast.DAY;
        long seconds = time / 1_000_000;
        to[at++] = ' ';
        at = digits(to, at, seconds / 3600, 2);
        to[at++] = ':';
        at = digits(to, at, seconds / 60 % 60, 2);
        to[at++] = ':';
        at = digits(to, at, seconds % 60, 2);
        long fraction = time % 1_000_000;
        if (fraction == 0) {
            return at;
        }
        to[at++] = '.';
        at = digits(to, at, fraction, 6);
        while (to[at - 1] == '0') {
            at--;
        }
        return at;
    }
}
