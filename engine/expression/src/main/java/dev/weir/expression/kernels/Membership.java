package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import dev.weir.expression.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes nodes of {@code between} and {@code in}, all of whose parts count. */
final class Membership {

    private Membership() {}

    static Optional<Node> between(Node operand, Node low, Node high) {
        return Conversions.common(operand, low).equals(Conversions.common(operand, high))
                ? Comparison.of(Comparison.Operator.AT_LEAST, operand, low)
                        .flatMap(from ->
                                Comparison.of(Comparison.Operator.AT_MOST, operand, high)
                                        .map(to -> new Logic.Junction(true, false, from, to)))
                : Optional.empty();
    }

    /** If one of the numbers is a floating one, all are compared as such. */
    static Optional<Node> in(Node operand, List<Node> candidates) {
        Optional<Type> common = Optional.of(operand.type);
        for (Node candidate : candidates) {
            common = common.flatMap(type -> Types.both(type, candidate.type));
        }
        if (common.isPresent() && common.get().kind().isFloating()) {
            Type type = common.get();
            var cast = new ArrayList<Node>();
            for (Node candidate : candidates) {
                Casts.to(candidate, type).ifPresent(cast::add);
            }
            return cast.size() < candidates.size()
                    ? Optional.empty()
                    : Casts.to(operand, type).flatMap(o -> anyOf(o, cast));
        }
        return anyOf(operand, candidates);
    }

    private static Optional<Node> anyOf(Node operand, List<Node> candidates) {
        Optional<Node> any = Optional.empty();
        for (Node candidate : candidates) {
            if (operand.type.kind() == Kind.TEXT != (candidate.type.kind() == Kind.TEXT)
                    && candidate.type.kind() != Kind.NULL) {
                return Optional.empty();
            }
            var equal = Comparison.of(Comparison.Operator.EQUAL, operand, candidate);
            if (equal.isEmpty()) {
                return Optional.empty();
            }
            Node found = equal.get();
            any =
                    any.<Node>map(before -> new Logic.Junction(false, false, before, found))
                            .or(() -> equal);
        }
        return any;
    }
}
