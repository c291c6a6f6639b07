package dev.weir.expression.kernels;

import dev.weir.expression.parser.Syntax.TestKind;
import dev.weir.expression.types.Type;

/** Logic of three values: true, false and null. */
final class Logic {

    private Logic() {}

    /**
     * {@code and} or {@code or}. Where the left is a check that may stand before what it protects,
     * a row that fails on the right counts only if the left leaves the answer open.
     */
    static final class Junction extends Kernel {
        private final boolean isAnd;
        private final boolean protects;
        private final Node left;
        private final Node right;
        private final boolean[] open = new boolean[Lane.SIZE];

        Junction(boolean isAnd, boolean protects, Node left, Node right) {
            super(Type.BOOL, left, right);
            this.isAnd = isAnd;
            this.protects = protects;
            this.left = left;
            this.right = right;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane a = left.evaluate(chunk);
            int before = chunk.troubles.count();
            Lane b = right.evaluate(chunk);
            int count = chunk.count;
            if (protects && chunk.troubles.count() > before) {
                for (int i = 0; i < count; i++) {
                    open[i] = a.anyNull && a.isNull[i] || a.bools[i] == isAnd;
                }
                chunk.troubles.forget(before, open);
            }
            if (a.anyNull || b.anyNull) {
                withNulls(lane, a, b, count);
            } else {
                lane.noNulls(count);
                if (isAnd) {
                    for (int i = 0; i < count; i++) {
                        lane.bools[i] = a.bools[i] & b.bools[i];
                    }
                } else {
                    for (int i = 0; i < count; i++) {
                        lane.bools[i] = a.bools[i] | b.bools[i];
                    }
                }
            }
        }

        private void withNulls(Lane lane, Lane a, Lane b, int count) {
            boolean any = false;
            for (int i = 0; i < count; i++) {
                boolean aNull = a.anyNull && a.isNull[i];
                boolean bNull = b.anyNull && b.isNull[i];
                boolean decided = !aNull && a.bools[i] != isAnd || !bNull && b.bools[i] != isAnd;
                boolean isNull = !decided && (aNull || bNull);
                lane.bools[i] = decided != isAnd;
                lane.isNull[i] = isNull;
                any |= isNull;
            }
            lane.anyNull = any;
        }
    }

    static final class Not extends Kernel {
        Not(Node operand) {
            super(Type.BOOL, operand);
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane a = operands.getFirst().evaluate(chunk);
            lane.nullsOf(a, chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                lane.bools[i] = !a.bools[i];
            }
        }
    }

    /** {@code is [not] null}, or {@code true} or {@code false} of a boolean; never null. */
    static final class Test extends Kernel {
        private final TestKind kind;
        private final boolean negated;

        Test(Node operand, TestKind kind, boolean negated) {
            super(Type.BOOL, operand);
            this.kind = kind;
            this.negated = negated;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane a = operands.getFirst().evaluate(chunk);
            boolean[] out = lane.bools;
            lane.noNulls(chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                boolean isNull = a.anyNull && a.isNull[i];
                boolean holds =
                        switch (kind) {
                            case NULL -> isNull;
                            case TRUE -> !isNull && a.bools[i];
                            case FALSE -> !isNull && !a.bools[i];
                        };
                out[i] = holds != negated;
            }
        }
    }
}
