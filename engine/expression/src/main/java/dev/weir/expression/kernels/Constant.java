package dev.weir.expression.kernels;

import dev.weir.expression.types.Kind;
import dev.weir.expression.types.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The same value in every row. Its lane is filled once, and nobody writes it afterwards. */
final class Constant extends Node {
    /** Whether it was written as a literal, whose type gives way to that of what it meets. */
    final boolean isLiteral;

    private final Lane lane;

    private Constant(Type type, boolean isLiteral) {
        super(type);
        this.lane = new Lane(type);
        this.isLiteral = isLiteral;
    }

    static Constant ofNull(Type type) {
        var constant = new Constant(type, type.kind() == Kind.NULL);
        Arrays.fill(constant.lane.isNull, true);
        constant.lane.anyNull = true;
        return constant;
    }

    static Constant of(Type type, long value, boolean isLiteral) {
        var constant = new Constant(type, isLiteral);
        Arrays.fill(constant.lane.longs, value);
        return constant;
    }

    static Constant of(Type type, double value, boolean isLiteral) {
        var constant = new Constant(type, isLiteral);
        Arrays.fill(constant.lane.doubles, value);
        return constant;
    }

    static Constant of(boolean value) {
        var constant = new Constant(Type.BOOL, true);
        Arrays.fill(constant.lane.bools, value);
        return constant;
    }

    static Constant of(String text, boolean isLiteral) {
        var constant = new Constant(Type.TEXT, isLiteral);
        for (int row = 0; row < Lane.SIZE; row++) {
            constant.lane.append(row, text);
        }
        return constant;
    }

    /** The value of a node whose operands are constant; the node itself if it has none. */
    static Node folded(Node node) {
        if (node.operands.isEmpty()
                || !node.operands.stream().allMatch(Constant.class::isInstance)) {
            return node;
        }
        var chunk = new Chunk(List.of(), Map.of(), false);
        chunk.count = 1;
        Lane lane = node.evaluate(chunk);
        if (!chunk.troubles.isEmpty() || chunk.troubles.isDoubtful()) {
            return node;
        }
        if (lane.anyNull && lane.isNull[0]) {
            return ofNull(node.type);
        }
        return switch (node.type.kind()) {
            case BOOL -> of(lane.bools[0]);
            case TEXT -> of(lane.text(0), false);
            case FLOAT, DOUBLE -> of(node.type, lane.doubles[0], false);
            default -> of(node.type, lane.longs[0], false);
        };
    }

    /** The same number, no longer as it was written. */
    Constant asValue() {
        return type.kind().isFloating()
                ? of(type, lane.doubles[0], false)
                : of(type, lane.longs[0], false);
    }

    boolean isNull() {
        return lane.anyNull;
    }

    /** The value of an exact type, in units of its last digit. */
    long whole() {
        return lane.longs[0];
    }

    String text() {
        return lane.text(0);
    }

    @Override
    Lane evaluate(Chunk chunk) {
        return lane;
    }
}
