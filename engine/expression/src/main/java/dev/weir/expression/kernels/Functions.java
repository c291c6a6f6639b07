package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions by name. */
final class Functions {

    private Functions() {}

    /** A call; empty if kernels do not have the function for these arguments. */
    static Optional<Node> of(String function, List<Node> arguments) {
        int count = arguments.size();
        if (count == 0) {
            return Optional.empty();
        }
        Node first = arguments.getFirst();
        return switch (function) {
            case "coalesce" -> Branches.coalesce(arguments);
            case "ifnull" -> count == 2 ? Branches.coalesce(arguments) : Optional.empty();
            case "nullif" ->
                    count == 2 ? Branches.nullIf(first, arguments.get(1)) : Optional.empty();
            case "if" ->
                    count == 3
                            ? Casts.to(first, Type.BOOL)
                                    .flatMap(c ->
                                            Branches.choice(List.of(c), arguments.subList(1, 3)))
                            : Optional.empty();
            case "||", "concat" -> concatenation(function.equals("concat"), arguments);
            case "abs", "floor", "ceil", "ceiling", "round" ->
                    NumberFunction.of(function, arguments);
            case "date_part", "datepart", "date_trunc", "datetrunc" ->
                    count == 2
                            ? TimeFunction.of(function, first, arguments.get(1))
                            : Optional.empty();
            case "year",
                    "month",
                    "day",
                    "hour",
                    "minute",
                    "second",
                    "quarter",
                    "dayofweek",
                    "dayofyear",
                    "dayofmonth" ->
                    count == 1 ? TimeFunction.part(function, first) : Optional.empty();
            default -> texts(function, arguments);
        };
    }

    private static Optional<Node> texts(String function, List<Node> arguments) {
        Node first = arguments.getFirst();
        if (first.type.kind() != Kind.TEXT) {
            return Optional.empty();
        }
        return switch (arguments.size()) {
            case 1 -> TextFunction.of(function, first);
            case 2 ->
                    TextSearch.of(function, first, arguments.get(1))
                            .or(() -> TextPart.of(function, arguments));
            case 3 ->
                    TextReplace.of(function, arguments).or(() -> TextPart.of(function, arguments));
            default -> Optional.empty();
        };
    }

    private static Optional<Node> concatenation(boolean skipsNulls, List<Node> arguments) {
        if (!skipsNulls && arguments.stream().anyMatch(a -> a.type.kind() == Kind.NULL)) {
            return Optional.of(Constant.ofNull(Type.NULL));
        }
        var texts = new ArrayList<Node>();
        for (Node argument : arguments) {
            var text =
                    argument.type.kind() == Kind.NULL
                            ? Optional.<Node>of(Constant.ofNull(Type.TEXT))
                            : Casts.to(argument, Type.TEXT);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(new Concatenation(skipsNulls, texts));
    }

    /** Texts one after the other. */
    private static final class Concatenation extends Kernel {
        private final boolean skipsNulls;
        private final Lane[] parts;

        Concatenation(boolean skipsNulls, List<Node> texts) {
            super(Type.TEXT, texts.toArray(Node[]::new));
            this.skipsNulls = skipsNulls;
            this.parts = new Lane[texts.size()];
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            lane.noNulls(chunk.count);
            for (int part = 0; part < parts.length; part++) {
                parts[part] = operands.get(part).evaluate(chunk);
                for (int i = 0; !skipsNulls && parts[part].anyNull && i < chunk.count; i++) {
                    lane.isNull[i] |= parts[part].isNull[i];
                    lane.anyNull = true;
                }
            }
            lane.offsets[0] = 0;
            for (int i = 0; i < chunk.count; i++) {
                int end = lane.offsets[i];
                for (Lane part : parts) {
                    if (lane.isNull[i] || part.isNull[i] && part.anyNull) {
                        continue;
                    }
                    int length = part.length(i);
                    System.arraycopy(
                            part.bytes, part.offsets[i], lane.room(end + length), end, length);
                    end += length;
                }
                lane.offsets[i + 1] = end;
            }
        }
    }
}
