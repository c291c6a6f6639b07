package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whether texts have a constant pattern's form: {@code %} is any text, {@code _} a character. */
final class Like extends Kernel {
    private final byte[] pattern;
    private final int length;

    private Like(Node operand, Constant pattern) {
        super(Type.BOOL, operand);
        this.pattern = pattern.text().getBytes(StandardCharsets.UTF_8);
        this.length = this.pattern.length;
    }

    static Optional<Node> of(Node operand, Node pattern, boolean ignoresCase) {
        boolean known =
                operand.type.kind() == Kind.TEXT
                        && pattern instanceof Constant constant
                        && constant.type.kind() == Kind.TEXT
                        && !constant.isNull()
                        && !ignoresCase
                        && constant.text().indexOf('\\') < 0;
        return known ? Optional.of(new Like(operand, (Constant) pattern)) : Optional.empty();
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        Lane from = operands.getFirst().evaluate(chunk);
        lane.nullsOf(from, chunk.count);
        for (int i = 0; i < chunk.count; i++) {
            lane.bools[i] = matches(from.bytes, from.offsets[i], from.offsets[i + 1]);
        }
    }

    /** Goes back to the last {@code %} when what follows it does not match. */
    private boolean matches(byte[] text, int start, int end) {
        int at = start;
        int next = 0;
        int afterAny = -1;
        int retry = 0;
        while (at < end) {
            if (next < length && pattern[next] == '%') {
                afterAny = ++next;
                retry = at;
            } else if (next < length && pattern[next] == '_') {
                at = Texts.skip(text, at, end, 1);
                next++;
            } else if (next < length && pattern[next] == text[at]) {
                at++;
                next++;
            } else if (afterAny >= 0) {
                next = afterAny;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (next < length && pattern[next] == '%') {
            next++;
        }
        return next == length;
    }
}
