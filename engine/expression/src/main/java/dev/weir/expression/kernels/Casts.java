package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import dev.weir.expression.types.Types;
import java.util.Optional;

/** Which kernel casts from one type to another. Each fails row by row. */
final class Casts {

    private Casts() {}

    /** The operand as another type; empty if kernels cannot. */
    static Optional<Node> to(Node operand, Type type) {
        Type from = operand.type;
        if (from.equals(type)) {
            return Optional.of(operand);
        }
        if (operand instanceof Constant constant && constant.isNull()) {
            return Optional.of(Constant.ofNull(type));
        }
        return kernel(operand, type).map(Constant::folded);
    }

    /** As {@link #to}, but a value that cannot be cast is null. */
    static Optional<Node> tried(Node operand, Type type) {
        return operand.type.equals(type)
                ? Optional.of(operand)
                : to(operand, type)
                        .map(node -> node instanceof Cast cast ? new TryCast(cast) : node);
    }

    private static Optional<Node> kernel(Node operand, Type type) {
        Kind from = operand.type.kind();
        Kind to = type.kind();
        if (from == Kind.TEXT) {
            return TextCast.of(operand, type);
        }
        if (to == Kind.TEXT) {
            return TextOf.of(operand);
        }
        if (from == Kind.BOOL) {
            return to.isInteger() ? Optional.of(new FromBool(operand, type)) : Optional.empty();
        }
        if (to == Kind.BOOL) {
            return from.isInteger() ? Optional.of(new ToBool(operand)) : Optional.empty();
        }
        if (from.isExact() && to.isExact()) {
            return Optional.of(rescaled(operand, type));
        }
        if (from.isExact() && to.isFloating()) {
            return Optional.of(new ToFloating(operand, type));
        }
        if (from.isFloating() && to.isFloating()) {
            return Optional.of(new Resized(operand, type));
        }
        if (from.isFloating() && to.isInteger()) {
            return Optional.of(new Rounded(operand, type));
        }
        if (from.isTime() && to.isTime()) {
            return Optional.of(new TimeCast(operand, type));
        }
        return Optional.empty();
    }

    private static Node rescaled(Node operand, Type type) {
        int shift = type.scale() - operand.type.scale();
        return new Rescaled(operand, type, Types.POWERS[Math.abs(shift)], shift < 0);
    }

    /** Fails a row whose value is not in the range of the type. */
    private static void fail(Chunk chunk, Lane lane, int row, Object value, Type type) {
        if (!lane.isNull[row]) {
            var troubles = chunk.troubles;
            troubles.add(
                    row,
                    Troubles.RANGE,
                    "%s is out of the range of %s".formatted(troubles.shown(value), type));
            lane.setNull(row);
        }
    }

    /** Between whole numbers and decimals; digits that are lost are rounded half away from zero. */
    private static final class Rescaled extends Cast {
        private final Node operand;
        private final long factor;
        private final boolean down;

        Rescaled(Node operand, Type type, long factor, boolean down) {
            super(type, operand);
            this.operand = operand;
            this.factor = factor;
            this.down = down;
        }

        @Override
        void cast(Lane from, Lane lane, Chunk chunk) {
            int count = chunk.count;
            lane.nullsOf(from, count);
            long[] in = from.longs;
            long[] out = lane.longs;
            long min = type.min();
            long max = type.max();
            boolean bad = false;
            if (down) {
                long half = factor / 2;
                for (int i = 0; i < count; i++) {
                    long quotient = in[i] / factor;
                    long rest = in[i] - quotient * factor;
                    long value = quotient + (rest >= half ? 1 : rest <= -half ? -1 : 0);
                    bad |= value < min | value > max;
                    out[i] = value;
                }
            } else {
                long least = min / factor;
                long most = max / factor;
                for (int i = 0; i < count; i++) {
                    bad |= in[i] < least | in[i] > most;
                    out[i] = in[i] * factor;
                }
            }
            if (bad) {
                failures(lane, in, chunk);
            }
        }

        private void failures(Lane lane, long[] in, Chunk chunk) {
            long least = type.min() / factor;
            long most = type.max() / factor;
            for (int i = 0; i < chunk.count; i++) {
                boolean out =
                        down
                                ? lane.longs[i] < type.min() || lane.longs[i] > type.max()
                                : in[i] < least || in[i] > most;
                if (out) {
                    fail(chunk, lane, i, TextOf.decimal(in[i], operand.type.scale()), type);
                }
            }
        }
    }

    /** As DuckDB divides: in one step where both are exact, else whole and fraction apart. */
    private static final class ToFloating extends Cast {
        ToFloating(Node operand, Type type) {
            super(type, operand);
        }

        @Override
        void cast(Lane from, Lane lane, Chunk chunk) {
            Node operand = operands.getFirst();
            lane.nullsOf(from, chunk.count);
            int scale = operand.type.scale();
            long power = Types.POWERS[scale];
            long exact = 1L << 53;
            for (int i = 0; i < chunk.count; i++) {
                long value = from.longs[i];
                double number;
                if (scale == 0 || value <= exact && value >= -exact) {
                    number = (double) value / power;
                } else {
                    long whole = value / power;
                    number = (double) whole + (double) (value - whole * power) / power;
                }
                lane.doubles[i] = number;
            }
            if (type.kind() == Kind.FLOAT) {
                for (int i = 0; i < chunk.count; i++) {
                    lane.doubles[i] = scale == 0 ? (float) from.longs[i] : (float) lane.doubles[i];
                }
            }
        }
    }

    private static final class Resized extends Cast {
        Resized(Node operand, Type type) {
            super(type, operand);
        }

        @Override
        void cast(Lane from, Lane lane, Chunk chunk) {
            lane.nullsOf(from, chunk.count);
            boolean single = type.kind() == Kind.FLOAT;
            for (int i = 0; i < chunk.count; i++) {
                double value = from.doubles[i];
                lane.doubles[i] = single ? (float) value : value;
                if (single && Double.isInfinite(lane.doubles[i]) && !Double.isInfinite(value)) {
                    fail(chunk, lane, i, value, type);
                }
            }
        }
    }

    /** A floating number to the nearest whole one, halves to the even one. */
    private static final class Rounded extends Cast {
        Rounded(Node operand, Type type) {
            super(type, operand);
        }

        @Override
        void cast(Lane from, Lane lane, Chunk chunk) {
            lane.nullsOf(from, chunk.count);
            double least = type.min();
            double most = type.kind() == Kind.INT64 ? Math.nextDown(0x1p63) : type.max();
            for (int i = 0; i < chunk.count; i++) {
                double value = Math.rint(from.doubles[i]);
                if (value >= least && value <= most) {
                    lane.longs[i] = (long) value;
                } else {
                    lane.longs[i] = 0;
                    fail(chunk, lane, i, from.doubles[i], type);
                }
            }
        }
    }

    private static final class FromBool extends Cast {
        FromBool(Node operand, Type type) {
            super(type, operand);
        }

        @Override
        void cast(Lane from, Lane lane, Chunk chunk) {
            lane.nullsOf(from, chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                lane.longs[i] = from.bools[i] ? 1 : 0;
            }
        }
    }

    private static final class ToBool extends Cast {
        ToBool(Node operand) {
            super(Type.BOOL, operand);
        }

        @Override
        void cast(Lane from, Lane lane, Chunk chunk) {
            lane.nullsOf(from, chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                lane.bools[i] = from.longs[i] != 0;
            }
        }
    }
}
