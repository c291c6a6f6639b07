package dev.weir.expression.kernels;

/** A cast that yields null where it fails. */
final class TryCast extends Node {
    TryCast(Node cast) {
        super(cast.type, cast);
    }

    @Override
    Lane evaluate(Chunk chunk) {
        int before = chunk.troubles.count();
        Lane value = operands.getFirst().evaluate(chunk);
        chunk.troubles.forget(before);
        return value;
    }
}
