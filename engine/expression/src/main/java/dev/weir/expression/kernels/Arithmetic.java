package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import dev.weir.expression.types.Types;
import java.util.Optional;

/** Plus, minus, times, division and remainder. */
final class Arithmetic {

    private Arithmetic() {}

    /** An operation on operands of any types; empty if kernels have none. */
    static Optional<Node> of(String operator, Node left, Node right) {
        if (!left.type.kind().isNumber() || !right.type.kind().isNumber()) {
            return Optional.empty();
        }
        Type a = Conversions.literalType(left, right);
        Type b = Conversions.literalType(right, left);
        if (a.kind().isExact() && b.kind().isExact() && !operator.equals("/")) {
            return exact(operator, left, right, a, b);
        }
        return switch (operator) {
            case "+", "-", "*", "%", "/" -> floating(operator, left, right, a, b);
            default -> Optional.empty();
        };
    }

    private static Optional<Node> exact(String operator, Node left, Node right, Type a, Type b) {
        if (a.kind().isInteger() && b.kind().isInteger()) {
            return Types.both(a, b)
                    .map(type -> type.equals(a) || type.equals(b) ? type : Type.INT64)
                    .flatMap(type -> converted(operator, left, right, type, type));
        }
        return switch (operator) {
            case "*" -> {
                int precision = a.digits() + b.digits();
                boolean fits = a.digits() <= Type.MAX_PRECISION && b.digits() <= Type.MAX_PRECISION;
                yield Type.decimal(
                                fits ? Math.min(precision, Type.MAX_PRECISION) : precision,
                                a.scale() + b.scale())
                        .map(type -> new ExactOperation('*', left, right, type));
            }
            case "+", "-" -> {
                int scale = Math.max(a.scale(), b.scale());
                int whole = Math.max(a.digits() - a.scale(), b.digits() - b.scale());
                yield Type.decimal(whole + scale + 1, scale)
                        .flatMap(type -> converted(operator, left, right, type, type));
            }
            case "%" ->
                    Types.both(a, b).flatMap(type -> converted(operator, left, right, type, type));
            default -> Optional.empty();
        };
    }

    private static Optional<Node> converted(
            String operator, Node left, Node right, Type operand, Type result) {
        char sign = operator.equals("//") ? '/' : operator.charAt(0);
        return Casts.to(left, operand)
                .flatMap(l ->
                        Casts.to(right, operand).map(r -> new ExactOperation(sign, l, r, result)));
    }

    private static Optional<Node> floating(String operator, Node left, Node right, Type a, Type b) {
        boolean single = !a.equals(Type.DOUBLE) && !b.equals(Type.DOUBLE);
        boolean noFloat = a.kind() != Kind.FLOAT && b.kind() != Kind.FLOAT;
        Type type = single && !noFloat ? new Type(Kind.FLOAT) : Type.DOUBLE;
        return Casts.to(left, type)
                .flatMap(l ->
                        Casts.to(right, type)
                                .map(r -> new FloatingOperation(operator.charAt(0), l, r)));
    }

    /** A number with its sign turned. */
    static Optional<Node> negated(Node operand) {
        Kind kind = operand.type.kind();
        if (kind.isFloating()) {
            return Optional.of(new Negation(operand));
        }
        if (kind.isSigned() || kind == Kind.DECIMAL) {
            return Optional.of(
                    new ExactOperation(
                            '-', Constant.of(operand.type, 0L, false), operand, operand.type));
        }
        return Optional.empty();
    }

    private static final class Negation extends Kernel {
        Negation(Node operand) {
            super(operand.type, operand);
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane a = operands.getFirst().evaluate(chunk);
            lane.nullsOf(a, chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                lane.doubles[i] = -a.doubles[i];
            }
        }
    }

    /** On floating numbers; single precision is rounded after each operation. */
    private static final class FloatingOperation extends Kernel {
        private final char sign;

        FloatingOperation(char sign, Node left, Node right) {
            super(left.type, left, right);
            this.sign = sign;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane left = operands.get(0).evaluate(chunk);
            Lane right = operands.get(1).evaluate(chunk);
            int count = chunk.count;
            lane.nullsOf(left, right, count);
            double[] a = left.doubles;
            double[] b = right.doubles;
            double[] out = lane.doubles;
            switch (sign) {
                case '+' -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = a[i] + b[i];
                    }
                }
                case '-' -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = a[i] - b[i];
                    }
                }
                case '*' -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = a[i] * b[i];
                    }
                }
                case '/' -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = a[i] / b[i];
                    }
                }
                default -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = a[i] % b[i];
                    }
                }
            }
            if (type.kind() == Kind.FLOAT) {
                for (int i = 0; i < count; i++) {
                    out[i] = (float) out[i];
                }
            }
        }
    }
}
