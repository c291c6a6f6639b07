package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;

/**
 * A node that works its values out anew for every chunk. Its lane reaches others only as what
 * {@link #evaluate} returns, so nobody can read it before it is filled or write what it will not
 * fill.
 */
abstract non-sealed class Kernel extends Node {
    private final Lane lane;

    Kernel(Type type, Node... operands) {
        super(type, operands);
        this.lane = new Lane(type);
    }

    @Override
    final Lane evaluate(Chunk chunk) {
        fill(lane, chunk);
        return lane;
    }

    /** Puts value or null into the lane for every row; it still holds those of an earlier chunk. */
    abstract void fill(Lane lane, Chunk chunk);
}
