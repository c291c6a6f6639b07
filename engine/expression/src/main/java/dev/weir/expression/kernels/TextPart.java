package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code substring}, {@code left} and {@code right}, counted in characters. */
final class TextPart extends Kernel {
    /** Most characters that DuckDB skips or takes. */
    private static final long MOST = 0xFFFF_FFFFL;

    private final String function;

    private TextPart(String function, List<Node> operands) {
        super(Type.TEXT, operands.toArray(Node[]::new));
        this.function = function;
    }

    static Optional<Node> of(String function, List<Node> arguments) {
        String name =
                switch (function) {
                    case "substr", "substring" -> "substring";
                    case "left", "right" -> arguments.size() == 2 ? function : "";
                    default -> "";
                };
        var operands = new ArrayList<>(arguments.subList(0, 1));
        for (Node argument : arguments.subList(1, arguments.size())) {
            if (!argument.type.kind().isInteger()) {
                return Optional.empty();
            }
            operands.add(argument);
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(new TextPart(name, operands));
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        Lane text = operands.getFirst().evaluate(chunk);
        Lane first = operands.get(1).evaluate(chunk);
        lane.nullsOf(text, first, chunk.count);
        Lane second = operands.size() > 2 ? operands.get(2).evaluate(chunk) : first;
        if (second.anyNull) {
            for (int i = 0; i < chunk.count; i++) {
                lane.isNull[i] |= second.isNull[i];
            }
            lane.anyNull = true;
        }
        lane.offsets[0] = 0;
        for (int i = 0; i < chunk.count; i++) {
            reject(i, first, second, lane, chunk);
            int start = text.offsets[i];
            int end = text.offsets[i + 1];
            int characters = Texts.characters(text.bytes, start, end);
            long from;
            long to;
            long number = first.longs[i];
            switch (function) {
                case "left" -> {
                    from = 0;
                    to = number >= 0 ? number : characters + number;
                }
                case "right" -> {
                    from = number >= 0 ? characters - number : -Math.max(number, -MOST);
                    to = characters;
                }
                default -> {
                    // Characters count from 1, from the end if negative; 0 is the one before the
                    // first.
                    long begin = number < 0 ? characters + number : number - 1;
                    long length = operands.size() > 2 ? second.longs[i] : Integer.MAX_VALUE;
                    from = length < 0 ? begin + length : begin;
                    to = length < 0 ? begin : begin + length;
                }
            }
            from = Math.clamp(from, 0, characters);
            to = Math.clamp(to, from, characters);
            int begin = Texts.skip(text.bytes, start, end, from);
            int stop = Texts.skip(text.bytes, begin, end, to - from);
            lane.append(i, text.bytes, begin, stop - begin);
        }
    }

    /** DuckDB knows no text that is longer. */
    private void reject(int row, Lane first, Lane second, Lane lane, Chunk chunk) {
        long number = first.longs[row];
        boolean fits =
                switch (function) {
                    case "left" -> number <= MOST;
                    case "right" -> true;
                    default -> isKnown(number) && isKnown(second.longs[row]);
                };
        if (!fits && !(lane.anyNull && lane.isNull[row])) {
            var troubles = chunk.troubles;
            String given =
                    operands.size() > 2
                            ? number + ", " + second.longs[row]
                            : String.valueOf(number);
            troubles.add(
                    row,
                    Troubles.RANGE,
                    "%s of a text by %s is out of range"
                            .formatted(function, troubles.shown(given)));
            lane.setNull(row);
        }
    }

    private static boolean isKnown(long number) {
        return number >= -MOST - 1 && number <= MOST;
    }
}
