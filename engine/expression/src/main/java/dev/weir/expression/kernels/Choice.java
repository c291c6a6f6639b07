package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import java.util.ArrayList;
import java.util.List;

/** Values that are one of several: {@code case}, {@code coalesce}, {@code nullif}. */
final class Choice {

    private Choice() {}

    /**
     * The value of the first branch whose condition is true. All branches are worked out for all
     * rows; failures count only in the branch that a row takes.
     */
    static final class Case extends Kernel {
        private final List<Node> conditions;
        private final List<Node> values;
        private final int[] taken = new int[Lane.SIZE];
        private final boolean[] counts = new boolean[Lane.SIZE];
        private final Lane[] lanes;

        /**
         * @param values one for each condition and one more for the rows that meet none
         */
        Case(Type type, List<Node> conditions, List<Node> values) {
            super(type, joined(conditions, values));
            this.conditions = conditions;
            this.values = values;
            this.lanes = new Lane[values.size()];
        }

        private static Node[] joined(List<Node> conditions, List<Node> values) {
            var all = new ArrayList<>(conditions);
            all.addAll(values);
            return all.toArray(Node[]::new);
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            int count = chunk.count;
            int none = conditions.size();
            for (int i = 0; i < count; i++) {
                taken[i] = none;
            }
            for (int branch = 0; branch < none; branch++) {
                int before = chunk.troubles.count();
                Lane condition = conditions.get(branch).evaluate(chunk);
                for (int i = 0; i < count; i++) {
                    counts[i] = taken[i] == none;
                    boolean isTrue =
                            condition.bools[i] && !(condition.anyNull && condition.isNull[i]);
                    if (counts[i] && isTrue) {
                        taken[i] = branch;
                    }
                }
                chunk.troubles.forget(before, counts);
            }
            for (int branch = 0; branch <= none; branch++) {
                int before = chunk.troubles.count();
                lanes[branch] = values.get(branch).evaluate(chunk);
                if (chunk.troubles.count() > before) {
                    for (int i = 0; i < count; i++) {
                        counts[i] = taken[i] == branch;
                    }
                    chunk.troubles.forget(before, counts);
                }
            }
            lane.anyNull = false;
            for (int i = 0; i < count; i++) {
                lane.copy(i, lanes[taken[i]]);
            }
        }
    }

    /** The first value that is not null. */
    static final class Coalesce extends Kernel {
        private final int[] taken = new int[Lane.SIZE];
        private final boolean[] counts = new boolean[Lane.SIZE];
        private final Lane[] lanes;

        Coalesce(Type type, List<Node> values) {
            super(type, values.toArray(Node[]::new));
            this.lanes = new Lane[values.size()];
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            int count = chunk.count;
            int last = lanes.length - 1;
            for (int i = 0; i < count; i++) {
                taken[i] = last;
            }
            for (int value = 0; value <= last; value++) {
                int before = chunk.troubles.count();
                Lane found = operands.get(value).evaluate(chunk);
                lanes[value] = found;
                for (int i = 0; i < count; i++) {
                    counts[i] = taken[i] == last;
                    if (counts[i] && value < last && !(found.anyNull && found.isNull[i])) {
                        taken[i] = value;
                    }
                }
                chunk.troubles.forget(before, counts);
            }
            lane.anyNull = false;
            for (int i = 0; i < count; i++) {
                lane.copy(i, lanes[taken[i]]);
            }
        }
    }

    /** The value, null where it equals the other. */
    static final class NullIf extends Kernel {
        NullIf(Node value, Node equal) {
            super(value.type, value, equal);
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane equal = operands.get(1).evaluate(chunk);
            Lane value = operands.get(0).evaluate(chunk);
            lane.anyNull = false;
            for (int i = 0; i < chunk.count; i++) {
                lane.copy(i, value);
                if (equal.bools[i] && !(equal.anyNull && equal.isNull[i])) {
                    lane.setNull(i);
                }
            }
        }
    }
}
