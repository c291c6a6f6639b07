package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import java.util.List;
import java.util.Optional;

/** {@code replace}: every occurrence of a text by another. */
final class TextReplace extends Kernel {

    private TextReplace(List<Node> operands) {
        super(Type.TEXT, operands.toArray(Node[]::new));
    }

    static Optional<Node> of(String function, List<Node> arguments) {
        boolean known =
                function.equals("replace")
                        && arguments.stream().allMatch(a -> a.type.kind() == Kind.TEXT);
        return known ? Optional.of(new TextReplace(arguments)) : Optional.empty();
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        Lane text = operands.get(0).evaluate(chunk);
        Lane sought = operands.get(1).evaluate(chunk);
        Lane by = operands.get(2).evaluate(chunk);
        lane.noNulls(chunk.count);
        lane.offsets[0] = 0;
        for (int i = 0; i < chunk.count; i++) {
            boolean isNull =
                    text.anyNull && text.isNull[i]
                            || sought.anyNull && sought.isNull[i]
                            || by.anyNull && by.isNull[i];
            if (isNull) {
                lane.setNull(i);
                lane.offsets[i + 1] = lane.offsets[i];
            } else if (sought.length(i) == 0) {
                lane.append(i, text, i);
            } else {
                replace(lane, i, text, sought, by);
            }
        }
    }

    private void replace(Lane lane, int row, Lane text, Lane sought, Lane by) {
        int start = text.offsets[row];
        int end = text.offsets[row + 1];
        int length = sought.length(row);
        int to = lane.offsets[row];
        while (true) {
            int found =
                    Texts.find(text.bytes, start, end, sought.bytes, sought.offsets[row], length);
            int kept = (found < 0 ? end : found) - start;
            System.arraycopy(text.bytes, start, lane.room(to + kept), to, kept);
            to += kept;
            if (found < 0) {
                break;
            }
            int added = by.length(row);
            System.arraycopy(by.bytes, by.offsets[row], lane.room(to + added), to, added);
            to += added;
            start = found + length;
        }
        lane.offsets[row + 1] = to;
    }
}
