package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import java.util.Arrays;
import java.util.Optional;

/** Whether or where a text is found in another. */
final class TextSearch extends Kernel {

    private enum Question {
        CONTAINS,
        STARTS,
        ENDS,
        POSITION
    }

    private final Question question;

    private TextSearch(Question question, Node text, Node sought) {
        super(question == Question.POSITION ? Type.INT64 : Type.BOOL, text, sought);
        this.question = question;
    }

    static Optional<Node> of(String function, Node text, Node sought) {
        if (sought.type.kind() != Kind.TEXT) {
            return Optional.empty();
        }
        return switch (function) {
            case "contains" -> Optional.of(new TextSearch(Question.CONTAINS, text, sought));
            case "starts_with", "prefix" ->
                    Optional.of(new TextSearch(Question.STARTS, text, sought));
            case "ends_with", "suffix" -> Optional.of(new TextSearch(Question.ENDS, text, sought));
            case "strpos", "instr", "position" ->
                    Optional.of(new TextSearch(Question.POSITION, text, sought));
            default -> Optional.empty();
        };
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        Lane text = operands.get(0).evaluate(chunk);
        Lane sought = operands.get(1).evaluate(chunk);
        lane.nullsOf(text, sought, chunk.count);
        for (int i = 0; i < chunk.count; i++) {
            int start = text.offsets[i];
            int end = text.offsets[i + 1];
            int from = sought.offsets[i];
            int length = sought.length(i);
            switch (question) {
                case CONTAINS ->
                        lane.bools[i] =
                                Texts.find(text.bytes, start, end, sought.bytes, from, length) >= 0;
                case STARTS ->
                        lane.bools[i] =
                                length <= end - start
                                        && same(text.bytes, start, sought.bytes, from, length);
                case ENDS ->
                        lane.bools[i] =
                                length <= end - start
                                        && same(
                                                text.bytes,
                                                end - length,
                                                sought.bytes,
                                                from,
                                                length);
                case POSITION -> {
                    int at = Texts.find(text.bytes, start, end, sought.bytes, from, length);
                    lane.longs[i] = at < 0 ? 0 : 1 + Texts.characters(text.bytes, start, at);
                }
            }
        }
    }

    private static boolean same(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
        return Arrays.equals(a, aFrom, aFrom + length, b, bFrom, bFrom + length);
    }
}
