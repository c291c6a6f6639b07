package dev.weir.testkit;

import dev.weir.api.KeyedState;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarBinaryVector;

/** Keyed state on the heap that can be copied and put back, as a checkpoint does. */
final class MemoryKeyedState implements KeyedState {
    private final BufferAllocator allocator;
    private final Map<ByteBuffer, byte[]> values;

    MemoryKeyedState(BufferAllocator allocator, Map<ByteBuffer, byte[]> values) {
        this.allocator = allocator;
        this.values = new LinkedHashMap<>(values);
    }

    @Override
    public VarBinaryVector get(VarBinaryVector keys) {
        var found = new VarBinaryVector("value", allocator);
        try {
            found.allocateNew();
            for (int row = 0; row < keys.getValueCount(); row++) {
                byte[] value = values.get(key(keys, row));
                if (value == null) {
                    found.setNull(row);
                } else {
                    found.setSafe(row, value);
                }
            }
            found.setValueCount(keys.getValueCount());
            return found;
        } catch (RuntimeException | Error e) {
            found.close();
            throw e;
        }
    }

    @Override
    public void put(VarBinaryVector keys, VarBinaryVector newValues) {
        for (int row = 0; row < keys.getValueCount(); row++) {
            if (newValues.isNull(row)) {
                values.remove(key(keys, row));
            } else {
                values.put(key(keys, row), newValues.get(row));
            }
        }
    }

    @Override
    public long size() {
        return values.size();
    }

    /** What a checkpoint keeps. */
    Map<ByteBuffer, byte[]> copy() {
        return new LinkedHashMap<>(values);
    }

    private static ByteBuffer key(VarBinaryVector keys, int row) {
        if (keys.isNull(row)) {
            throw new IllegalArgumentException("the key of row %d is null".formatted(row));
        }
        return ByteBuffer.wrap(keys.get(row));
    }
}
