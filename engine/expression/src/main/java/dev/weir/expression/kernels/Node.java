package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import java.util.List;

/** A part of a compiled expression. Used by one thread at a time. */
abstract sealed class Node permits Kernel, Constant {
    final Type type;
    final List<Node> operands;

    Node(Type type, Node... operands) {
        this.type = type;
        this.operands = List.of(operands);
    }

    /** Works out the values of a chunk; they are only read, and are valid until the next call. */
    abstract Lane evaluate(Chunk chunk);
}
