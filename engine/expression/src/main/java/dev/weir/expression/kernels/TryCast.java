package dev.weir.expression.kernels;

/** A cast that yields null where it fails; where its operand fails, so does the row. */
final class TryCast extends Kernel {
    private final Cast cast;

    TryCast(Cast cast) {
        super(cast.type, cast.operands.getFirst());
        this.cast = cast;
    }

    @Override
    void fill(Lane lane, Chunk chunk) {
        Lane from = operands.getFirst().evaluate(chunk);
        int before = chunk.troubles.count();
        cast.cast(from, lane, chunk);
        chunk.troubles.forget(before);
    }
}
