package dev.weir.processors.quality;

import java.util.Arrays;
import org.apache.arrow.memory.util.ByteFunctionHelpers;
import org.apache.arrow.memory.util.hash.MurmurHasher;
import org.apache.arrow.vector.VarBinaryVector;

/** Some of the keys of a vector, found by their bytes. Open addressing, at most half full. */
final class KeySet {
    private final VarBinaryVector keys;
    private final int[] slots;

    KeySet(VarBinaryVector keys) {
        this.keys = keys;
        slots = new int[Integer.highestOneBit(Math.max(1, keys.getValueCount())) * 4];
        Arrays.fill(slots, -1);
    }

    boolean contains(int place) {
        return slots[slot(place)] >= 0;
    }

    void add(int place) {
        slots[slot(place)] = place;
    }

    /** The slot that holds an equal key, or the free one where it belongs. */
    private int slot(int place) {
        int start = start(place);
        int length = end(place) - start;
        int hash = MurmurHasher.hashCode(keys.getDataBuffer(), start, length, 0);
        int slot = hash & (slots.length - 1);
        while (slots[slot] >= 0 && !equal(slots[slot], start, length)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean equal(int other, int start, int length) {
        return ByteFunctionHelpers.equal(
                        keys.getDataBuffer(),
                        start,
                        start + length,
                        keys.getDataBuffer(),
                        start(other),
                        end(other))
                == 1;
    }

    private int start(int place) {
        return keys.getOffsetBuffer().getInt(place * 4L);
    }

    private int end(int place) {
        return keys.getOffsetBuffer().getInt(place * 4L + 4);
    }
}
