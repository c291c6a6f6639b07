package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import java.util.Optional;

/** Reads values from texts as DuckDB does. */
final class TextCast extends Cast {
    private final Spelling spelling;

    private TextCast(Node operand, Type type) {
        super(type, operand);
        this.spelling = new Spelling(type);
    }

    static Optional<Node> of(Node operand, Type type) {
        return type.kind() == Kind.NULL
                ? Optional.empty()
                : Optional.of(new TextCast(operand, type));
    }

    @Override
    void cast(Lane from, Lane lane, Chunk chunk) {
        lane.nullsOf(from, chunk.count);
        byte[] bytes = from.bytes;
        for (int i = 0; i < chunk.count; i++) {
            if (lane.anyNull && lane.isNull[i]) {
                continue;
            }
            switch (spelling.read(bytes, from.offsets[i], from.offsets[i + 1])) {
                case READ -> put(lane, i);
                case DOUBTFUL -> {
                    chunk.troubles.doubt();
                    return;
                }
                case WRONG -> {
                    var troubles = chunk.troubles;
                    troubles.add(
                            i,
                            Troubles.CAST,
                            "%s cannot be cast to %s"
                                    .formatted(troubles.quoted(from.text(i)), type));
                    lane.setNull(i);
                }
            }
        }
    }

    private void put(Lane lane, int row) {
        switch (type.kind()) {
            case BOOL -> lane.bools[row] = spelling.value != 0;
            case FLOAT, DOUBLE -> lane.doubles[row] = spelling.number;
            default -> lane.longs[row] = spelling.value;
        }
    }
}
