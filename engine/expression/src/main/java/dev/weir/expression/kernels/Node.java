package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import java.util.List;

/** A part of a compiled expression. Used by one thread at a time. */
abstract class Node {
    final Type type;
    final List<Node> operands;

    /** Where the node puts its values. */
    final Lane lane;

    Node(Type type, Node... operands) {
        this.type = type;
        this.operands = List.of(operands);
        this.lane = new Lane(type);
    }

    /** Works out the values of a chunk; they are valid until the next call. */
    abstract Lane evaluate(Chunk chunk);
}
