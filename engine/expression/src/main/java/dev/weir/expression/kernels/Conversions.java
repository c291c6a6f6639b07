package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import dev.weir.expression.types.Types;
import java.util.List;
import java.util.Optional;

/** Which type operands are brought to where DuckDB converts by itself. */
final class Conversions {

    private Conversions() {}

    /** The type in which two operands are compared; empty if kernels have none. */
    static Optional<Type> common(Node left, Node right) {
        Type a = left.type;
        Type b = right.type;
        if (a.equals(b)) {
            return Optional.of(a);
        }
        if (a.kind() == Kind.TEXT && b.kind() != Kind.NULL) {
            return beside(b, left);
        }
        if (b.kind() == Kind.TEXT && a.kind() != Kind.NULL) {
            return beside(a, right);
        }
        if (a.kind() == Kind.BOOL && b.kind().isInteger()) {
            return Optional.of(b);
        }
        if (b.kind() == Kind.BOOL && a.kind().isInteger()) {
            return Optional.of(a);
        }
        return Types.both(a, b);
    }

    /** A text is read as the other operand's type; one that is no literal only beside a number. */
    private static Optional<Type> beside(Type type, Node text) {
        return isLiteral(text) || type.kind().isNumber() ? Optional.of(type) : Optional.empty();
    }

    /** The type of a value that is one of several, as in {@code case} and {@code coalesce}. */
    static Optional<Type> union(List<Node> values) {
        Type type = Type.NULL;
        for (Node value : values) {
            if (isLiteral(value)) {
                continue;
            }
            var both = merged(type, value.type);
            if (both.isEmpty()) {
                return Optional.empty();
            }
            type = both.get();
        }
        Type columns = type;
        boolean literalText = false;
        for (Node value : values) {
            if (!isLiteral(value) || fits(value, columns)) {
                continue;
            }
            if (value.type.kind() == Kind.TEXT) {
                literalText = true;
                continue;
            }
            var both = merged(type, value.type);
            if (both.isEmpty()) {
                return Optional.empty();
            }
            type = both.get();
        }
        return Optional.of(literalText && type.kind() == Kind.NULL ? Type.TEXT : type);
    }

    private static Optional<Type> merged(Type a, Type b) {
        boolean mixed =
                a.kind() != Kind.NULL
                        && b.kind() != Kind.NULL
                        && (a.kind() == Kind.TEXT) != (b.kind() == Kind.TEXT);
        return mixed ? Optional.empty() : Types.both(a, b);
    }

    /** An integer literal beside an integer takes its type if it fits. */
    static Type literalType(Node literal, Node other) {
        return !isLiteral(other) && fits(literal, other.type) ? other.type : literal.type;
    }

    /** Whether it is an integer literal that is a value of an integer type. */
    private static boolean fits(Node literal, Type type) {
        return literal instanceof Constant constant
                && constant.isLiteral
                && !constant.isNull()
                && constant.type.kind().isInteger()
                && type.kind().isInteger()
                && constant.whole() >= type.min()
                && constant.whole() <= type.max();
    }

    private static boolean isLiteral(Node node) {
        return node instanceof Constant constant && constant.isLiteral;
    }
}
