package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import dev.weir.expression.types.Types;
import java.util.List;
import java.util.Optional;

/** {@code abs}, {@code floor}, {@code ceil} and {@code round}. */
final class NumberFunction {

    private NumberFunction() {}

    static Optional<Node> of(String function, List<Node> arguments) {
        Node number = arguments.getFirst();
        Kind kind = number.type.kind();
        if (!kind.isNumber()) {
            return Optional.empty();
        }
        if (arguments.size() == 2) {
            return rounded(function, number, arguments.get(1));
        }
        if (arguments.size() != 1) {
            return Optional.empty();
        }
        return switch (function) {
            case "abs" -> absolute(number);
            case "round" -> kind.isInteger() ? signed(number) : withoutFraction(function, number);
            default ->
                    kind.isInteger()
                            ? Casts.to(number, Type.DOUBLE)
                            : withoutFraction(function, number);
        };
    }

    private static Optional<Node> absolute(Node number) {
        Kind kind = number.type.kind();
        if (kind.isFloating()) {
            return Optional.of(new Floating("abs", number));
        }
        return kind.isSigned() || kind == Kind.DECIMAL
                ? Optional.of(new Absolute(number))
                : Optional.of(number);
    }

    private static Optional<Node> withoutFraction(String function, Node number) {
        if (number.type.kind().isFloating()) {
            return Optional.of(new Floating(function, number));
        }
        return Type.decimal(number.type.precision(), 0)
                .map(type -> new Shortened(function, number, type));
    }

    /** DuckDB rounds signed numbers only. */
    private static Optional<Node> signed(Node number) {
        boolean unsigned = number.type.kind().isInteger() && !number.type.kind().isSigned();
        return unsigned ? Casts.to(number, Type.INT64) : Optional.of(number);
    }

    private static Optional<Node> rounded(String function, Node number, Node digits) {
        boolean known =
                function.equals("round")
                        && number.type.kind().isExact()
                        && digits instanceof Constant constant
                        && !constant.isNull()
                        && constant.type.kind().isInteger()
                        && constant.whole() >= 0;
        if (!known) {
            return Optional.empty();
        }
        long kept = ((Constant) digits).whole();
        return kept >= number.type.scale()
                ? signed(number)
                : Type.decimal(number.type.precision(), (int) kept)
                        .map(type -> new Shortened("round", number, type));
    }

    private static final class Absolute extends Kernel {
        Absolute(Node number) {
            super(number.type, number);
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane number = operands.getFirst().evaluate(chunk);
            lane.nullsOf(number, chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                long value = number.longs[i];
                lane.longs[i] = Math.abs(value);
                if (type.kind() != Kind.DECIMAL && value == type.min() && !lane.isNull[i]) {
                    var troubles = chunk.troubles;
                    troubles.add(
                            i,
                            Troubles.RANGE,
                            "abs(%s) is out of the range of %s"
                                    .formatted(troubles.shown(value), type));
                    lane.setNull(i);
                }
            }
        }
    }

    private static final class Floating extends Kernel {
        private final String function;

        Floating(String function, Node number) {
            super(number.type, number);
            this.function = function;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane number = operands.getFirst().evaluate(chunk);
            double[] in = number.doubles;
            lane.nullsOf(number, chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                lane.doubles[i] =
                        switch (function) {
                            case "abs" -> Math.abs(in[i]);
                            case "floor" -> Math.floor(in[i]);
                            case "round" -> rounded(in[i]);
                            default -> Math.ceil(in[i]);
                        };
            }
        }
    }

    /** To the nearest whole number, halves away from zero. */
    private static double rounded(double value) {
        double absolute = Math.abs(value);
        double whole = Math.floor(absolute);
        return Math.copySign(absolute - whole >= 0.5 ? whole + 1 : whole, value);
    }

    /** A decimal with fewer digits after the point. */
    private static final class Shortened extends Kernel {
        private final String function;

        Shortened(String function, Node number, Type type) {
            super(type, number);
            this.function = function;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Node operand = operands.getFirst();
            Lane number = operand.evaluate(chunk);
            lane.nullsOf(number, chunk.count);
            long factor = Types.POWERS[operand.type.scale() - type.scale()];
            long half = factor / 2;
            for (int i = 0; i < chunk.count; i++) {
                long value = number.longs[i];
                lane.longs[i] =
                        switch (function) {
                            case "floor" -> Math.floorDiv(value, factor);
                            case "round" -> (value + (value < 0 ? -half : half)) / factor;
                            default -> Math.ceilDiv(value, factor);
                        };
            }
        }
    }
}
