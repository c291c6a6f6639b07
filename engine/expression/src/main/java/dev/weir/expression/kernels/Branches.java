package dev.weir.expression.kernels;

import dev.weir.expression.parser.Syntax;
import dev.weir.expression.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes nodes of {@code case}, {@code if}, {@code coalesce}, {@code ifnull} and {@code nullif}. */
final class Branches {

    private Branches() {}

    /**
     * @param parts those of the syntax, compiled: subject, conditions and values, the rest's value
     */
    static Optional<Node> cases(Syntax.Case cases, List<Node> parts) {
        int at = cases.subject().isPresent() ? 1 : 0;
        var conditions = new ArrayList<Node>();
        var values = new ArrayList<Node>();
        for (int i = 0; i < cases.whens().size(); i++) {
            Node when = parts.get(at++);
            var condition =
                    cases.subject().isPresent()
                            ? Comparison.of(Comparison.Operator.EQUAL, parts.getFirst(), when)
                            : Casts.to(when, Type.BOOL);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(condition.get());
            values.add(parts.get(at++));
        }
        values.add(cases.otherwise().isPresent() ? parts.get(at) : Constant.ofNull(Type.NULL));
        return choice(conditions, values);
    }

    static Optional<Node> choice(List<Node> conditions, List<Node> values) {
        return Conversions.union(values)
                .flatMap(type -> cast(values, type).map(v -> new Choice.Case(type, conditions, v)));
    }

    static Optional<Node> coalesce(List<Node> values) {
        return Conversions.union(values)
                .flatMap(type -> cast(values, type).map(v -> new Choice.Coalesce(type, v)));
    }

    /** The value has the type of the first, literals aside. */
    static Optional<Node> nullIf(Node value, Node other) {
        return Comparison.of(Comparison.Operator.EQUAL, value, other)
                .map(equal -> new Choice.NullIf(value, equal));
    }

    private static Optional<List<Node>> cast(List<Node> values, Type type) {
        var cast = new ArrayList<Node>();
        for (Node value : values) {
            var one = Casts.to(value, type);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            cast.add(one.get());
        }
        return Optional.of(cast);
    }
}
