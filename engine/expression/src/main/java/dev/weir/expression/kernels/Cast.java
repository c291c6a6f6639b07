package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;

/** From one type to another. */
abstract class Cast extends Kernel {
    Cast(Type type, Node operand) {
        super(type, operand);
    }

    @Override
    final void fill(Lane lane, Chunk chunk) {
        cast(operands.getFirst().evaluate(chunk), lane, chunk);
    }

    /** Puts the values into the lane; a value that does not fit fails its row. */
    abstract void cast(Lane from, Lane lane, Chunk chunk);
}
