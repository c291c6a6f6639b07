package dev.weir.processors.quality;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.KeyedState;
import dev.weir.api.Selection;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarBinaryVector;

/** The keys that one {@code unique} has seen: those of good rows only, kept by the engine. */
final class Duplicates {
    private final int rule;
    private final int[] columns;
    private final KeyedState seen;
    private final BufferAllocator allocator;

    /**
     * @param rule index of the rule, which the state is named after
     */
    Duplicates(int rule, Rule unique, int[] columns, Context context) {
        this.rule = rule;
        this.columns = columns;
        seen = context.keyedState("unique " + String.join(", ", unique.columns()));
        allocator = context.allocator();
    }

    int rule() {
        return rule;
    }

    /** The keys of rows that are about to be judged. */
    Keys keys(Batch batch, Selection rows) {
        return new Keys(batch, rows);
    }

    /** The keys of the rows of a batch, and which of them were there before. */
    final class Keys implements AutoCloseable {
        private final RowKeys rowKeys;
        private final VarBinaryVector known;
        private final KeySet added;
        private final boolean[] isNew;

        private Keys(Batch batch, Selection rows) {
            rowKeys = new RowKeys(batch, columns, rows, allocator);
            try {
                known = seen.get(rowKeys.keys());
            } catch (RuntimeException | Error e) {
                rowKeys.close();
                throw e;
            }
            added = new KeySet(rowKeys.keys());
            isNew = new boolean[rowKeys.keys().getValueCount()];
        }

        /** Whether the i-th row's key was there before. */
        boolean isDuplicate(int i) {
            int place = rowKeys.place(i);
            return place >= 0 && (!known.isNull(place) || added.contains(place));
        }

        /** The i-th row is good: its key is there from now on. */
        void add(int i) {
            int place = rowKeys.place(i);
            if (place >= 0) {
                added.add(place);
                isNew[place] = true;
            }
        }

        /** Keeps the keys of the good rows. */
        void keep() {
            try (var keys = new VarBinaryVector("key", allocator);
                    var values = new VarBinaryVector("value", allocator)) {
                keys.allocateNew();
                values.allocateNew();
                int count = 0;
                for (int place = 0; place < isNew.length; place++) {
                    if (isNew[place]) {
                        keys.copyFromSafe(place, count, rowKeys.keys());
                        values.setSafe(count++, PRESENT);
                    }
                }
                keys.setValueCount(count);
                values.setValueCount(count);
                if (count > 0) {
                    seen.put(keys, values);
                }
            }
        }

        @Override
        public void close() {
            rowKeys.close();
            known.close();
        }
    }

    private static final byte[] PRESENT = {1};
}
