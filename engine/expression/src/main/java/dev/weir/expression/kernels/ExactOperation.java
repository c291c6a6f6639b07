package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import java.math.BigDecimal;

/**
 * An operation on whole numbers or decimals in units of their last digit. The loops compute every
 * row and gather in one bit whether any went out of range; only then are the rows looked at.
 */
final class ExactOperation extends Kernel {
    private final char sign;
    private final Node left;
    private final Node right;
    private final long min;
    private final long max;

    ExactOperation(char sign, Node left, Node right, Type type) {
        super(type, left, right);
        this.sign = sign;
        this.left = left;
        this.right = right;
        this.min = type.min();
        this.max = type.max();
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        Lane a = left.evaluate(chunk);
        Lane b = right.evaluate(chunk);
        int count = chunk.count;
        lane.nullsOf(a, b, count);
        switch (sign) {
            case '+' -> plus(lane, a.longs, b.longs, chunk);
            case '-' -> minus(lane, a.longs, b.longs, chunk);
            case '*' -> times(lane, a.longs, b.longs, chunk);
            default -> divide(lane, a.longs, b.longs, chunk);
        }
    }

    private void plus(Lane lane, long[] a, long[] b, Chunk chunk) {
        long[] out = lane.longs;
        boolean bad = false;
        for (int i = 0; i < chunk.count; i++) {
            long sum = a[i] + b[i];
            bad |= ((a[i] ^ sum) & (b[i] ^ sum)) < 0 | sum < min | sum > max;
            out[i] = sum;
        }
        if (bad) {
            for (int i = 0; i < chunk.count; i++) {
                long sum = a[i] + b[i];
                if (((a[i] ^ sum) & (b[i] ^ sum)) < 0 || sum < min || sum > max) {
                    outOfRange(lane, i, a, b, chunk);
                }
            }
        }
    }

    private void minus(Lane lane, long[] a, long[] b, Chunk chunk) {
        long[] out = lane.longs;
        boolean bad = false;
        for (int i = 0; i < chunk.count; i++) {
            long difference = a[i] - b[i];
            bad |= ((a[i] ^ b[i]) & (a[i] ^ difference)) < 0 | difference < min | difference > max;
            out[i] = difference;
        }
        if (bad) {
            for (int i = 0; i < chunk.count; i++) {
                long difference = a[i] - b[i];
                if (((a[i] ^ b[i]) & (a[i] ^ difference)) < 0
                        || difference < min
                        || difference > max) {
                    outOfRange(lane, i, a, b, chunk);
                }
            }
        }
    }

    private void times(Lane lane, long[] a, long[] b, Chunk chunk) {
        long[] out = lane.longs;
        boolean bad = false;
        for (int i = 0; i < chunk.count; i++) {
            long product = a[i] * b[i];
            bad |= Math.multiplyHigh(a[i], b[i]) != product >> 63 | product < min | product > max;
            out[i] = product;
        }
        if (bad) {
            for (int i = 0; i < chunk.count; i++) {
                long product = a[i] * b[i];
                if (Math.multiplyHigh(a[i], b[i]) != product >> 63
                        || product < min
                        || product > max) {
                    outOfRange(lane, i, a, b, chunk);
                }
            }
        }
    }

    /** Quotient cut off towards zero, or remainder with the sign of the left. */
    private void divide(Lane lane, long[] a, long[] b, Chunk chunk) {
        boolean remainder = sign == '%';
        boolean overflows = type.kind().isInteger();
        for (int i = 0; i < chunk.count; i++) {
            if (b[i] == 0) {
                lane.longs[i] = 0;
                fail(lane, i, a, b, chunk, "divides by zero");
            } else if (overflows && b[i] == -1 && a[i] == min) {
                lane.longs[i] = 0;
                outOfRange(lane, i, a, b, chunk);
            } else {
                lane.longs[i] = remainder ? a[i] % b[i] : a[i] / b[i];
            }
        }
    }

    private void outOfRange(Lane lane, int row, long[] a, long[] b, Chunk chunk) {
        fail(lane, row, a, b, chunk, "is out of the range of " + type);
    }

    private void fail(Lane lane, int row, long[] a, long[] b, Chunk chunk, String reason) {
        if (lane.anyNull && lane.isNull[row]) {
            return;
        }
        var troubles = chunk.troubles;
        troubles.add(
                row,
                Troubles.RANGE,
                "%s %s %s %s"
                        .formatted(
                                troubles.shown(shown(a[row], left.type)),
                                sign == '/' ? "//" : String.valueOf(sign),
                                troubles.shown(shown(b[row], right.type)),
                                reason));
        lane.setNull(row);
    }

    private static String shown(long value, Type type) {
        return BigDecimal.valueOf(value, type.scale()).toPlainString();
    }
}
