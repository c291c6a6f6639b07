package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import dev.weir.expression.types.Types;
import java.util.Arrays;
import java.util.Optional;

/** Compares two columns. Null where either is null. */
final class Comparison extends Kernel {

    enum Operator {
        EQUAL("="),
        UNEQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Optional<Operator> of(String sign) {
            return Arrays.stream(values()).filter(o -> o.sign.equals(sign)).findFirst();
        }
    }

    private final Operator operator;
    private final Node left;
    private final Node right;

    /** What an exact number is multiplied by so that both have the same scale. */
    private final long leftFactor;

    private final long rightFactor;

    private Comparison(
            Operator operator, Node left, Node right, long leftFactor, long rightFactor) {
        super(Type.BOOL, left, right);
        this.operator = operator;
        this.left = left;
        this.right = right;
        this.leftFactor = leftFactor;
        this.rightFactor = rightFactor;
    }

    /** A comparison of operands of any types; empty if kernels have none. */
    static Optional<Node> of(Operator operator, Node left, Node right) {
        return comparing(operator, left, right).map(comparison -> comparison);
    }

    private static Optional<Comparison> comparing(Operator operator, Node left, Node right) {
        Type a = left.type;
        Type b = right.type;
        if (a.kind().isExact() && b.kind().isExact()) {
            int scale = Math.max(a.scale(), b.scale());
            return Optional.of(
                    new Comparison(
                            operator,
                            left,
                            right,
                            Types.POWERS[scale - a.scale()],
                            Types.POWERS[scale - b.scale()]));
        }
        boolean ordered = operator != Operator.EQUAL && operator != Operator.UNEQUAL;
        if (ordered && a.kind().isNumber() != b.kind().isNumber()) {
            return Optional.empty();
        }
        return Conversions.common(left, right)
                .flatMap(type ->
                        Casts.to(left, type)
                                .flatMap(
                                        l -> Casts.to(right, type).map(r -> same(operator, l, r))));
    }

    private static Comparison same(Operator operator, Node left, Node right) {
        return new Comparison(operator, left, right, 1, 1);
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        compare(left.evaluate(chunk), right.evaluate(chunk), lane, chunk.count);
    }

    private void compare(Lane a, Lane b, Lane lane, int count) {
        lane.nullsOf(a, b, count);
        switch (left.type.kind()) {
            case TEXT -> texts(a, b, lane.bools, count);
            case FLOAT, DOUBLE -> doubles(a.doubles, b.doubles, lane.bools, count);
            case BOOL -> bools(a.bools, b.bools, lane.bools, count);
            default -> {
                if (leftFactor == 1 && rightFactor == 1) {
                    longs(a.longs, b.longs, lane.bools, count);
                } else {
                    scaled(a.longs, b.longs, lane.bools, count);
                }
            }
        }
    }

    private void longs(long[] a, long[] b, boolean[] out, int count) {
        switch (operator) {
            case EQUAL -> {
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] == b[i];
                }
            }
            case UNEQUAL -> {
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] != b[i];
                }
            }
            case LESS -> {
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] < b[i];
                }
            }
            case AT_MOST -> {
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] <= b[i];
                }
            }
            case GREATER -> {
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] > b[i];
                }
            }
            case AT_LEAST -> {
                for (int i = 0; i < count; i++) {
                    out[i] = a[i] >= b[i];
                }
            }
        }
    }

    /** Compares products of 128 bits, so that nothing overflows. */
    private void scaled(long[] a, long[] b, boolean[] out, int count) {
        for (int i = 0; i < count; i++) {
            int order =
                    Long.compare(
                            Math.multiplyHigh(a[i], leftFactor),
                            Math.multiplyHigh(b[i], rightFactor));
            if (order == 0) {
                order = Long.compareUnsigned(a[i] * leftFactor, b[i] * rightFactor);
            }
            out[i] = holds(order);
        }
    }

    /** NaN equals itself and is above everything, as in DuckDB. */
    private void doubles(double[] a, double[] b, boolean[] out, int count) {
        for (int i = 0; i < count; i++) {
            int order =
                    a[i] < b[i]
                            ? -1
                            : a[i] > b[i]
                                    ? 1
                                    : a[i] == b[i]
                                            ? 0
                                            : Boolean.compare(
                                                    Double.isNaN(a[i]), Double.isNaN(b[i]));
            out[i] = holds(order);
        }
    }

    private void bools(boolean[] a, boolean[] b, boolean[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = holds(Boolean.compare(a[i], b[i]));
        }
    }

    private void texts(Lane a, Lane b, boolean[] out, int count) {
        switch (operator) {
            case EQUAL, UNEQUAL -> {
                boolean wanted = operator == Operator.EQUAL;
                if (right instanceof Constant) {
                    Texts.equal(a, b.bytes, b.length(0), out, count);
                } else {
                    Texts.equal(a, b, out, count);
                }
                for (int i = 0; !wanted && i < count; i++) {
                    out[i] = !out[i];
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    out[i] =
                            holds(
                                    Arrays.compareUnsigned(
                                            a.bytes,
                                            a.offsets[i],
                                            a.offsets[i + 1],
                                            b.bytes,
                                            b.offsets[i],
                                            b.offsets[i + 1]));
                }
            }
        }
    }

    private boolean holds(int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    /** Like {@code =} or {@code <>}, but null is a value like any other. */
    static Optional<Node> distinct(boolean negated, Node left, Node right) {
        return comparing(Operator.EQUAL, left, right).map(equal -> new Distinct(negated, equal));
    }

    private static final class Distinct extends Kernel {
        private final boolean negated;
        private final Comparison equal;

        Distinct(boolean negated, Comparison equal) {
            super(Type.BOOL, equal.left, equal.right);
            this.negated = negated;
            this.equal = equal;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane a = equal.left.evaluate(chunk);
            Lane b = equal.right.evaluate(chunk);
            equal.compare(a, b, lane, chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                boolean bothNull = a.anyNull && a.isNull[i] && b.anyNull && b.isNull[i];
                boolean oneNull = lane.anyNull && lane.isNull[i] && !bothNull;
                boolean isSame = bothNull || !oneNull && lane.bools[i];
                lane.bools[i] = isSame == negated;
            }
            lane.noNulls(chunk.count);
        }
    }
}
