package dev.weir.core.state;

import dev.weir.api.KeyedState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarBinaryVector;
import org.jspecify.annotations.Nullable;

/**
 * State by key in memory, in 128 key groups, written as a whole into each checkpoint. Refuses to
 * grow beyond its limit. Used by the task's thread only.
 */
public final class MemoryKeyedState implements KeyedState {

    /** Number of key groups: the unit in which state is spread over instances. */
    public static final int GROUPS = 128;

    private final String name;
    private final long limitBytes;
    private final BufferAllocator allocator;
    private final List<Map<ByteBuffer, byte[]>> groups = new ArrayList<>(GROUPS);
    private long bytes;

    public MemoryKeyedState(String name, long limitBytes, BufferAllocator allocator) {
        this.name = name;
        this.limitBytes = limitBytes;
        this.allocator = allocator;
        for (int group = 0; group < GROUPS; group++) {
            groups.add(new HashMap<>());
        }
    }

    @Override
    public VarBinaryVector get(VarBinaryVector keys) {
        var values = new VarBinaryVector(name, allocator);
        try {
            values.allocateNew(keys.getValueCount());
            for (int row = 0; row < keys.getValueCount(); row++) {
                byte @Nullable [] key = keys.get(row);
                byte @Nullable [] value = key == null ? null : find(key);
                if (value == null) {
                    values.setNull(row);
                } else {
                    values.setSafe(row, value);
                }
            }
            values.setValueCount(keys.getValueCount());
            return values;
        } catch (RuntimeException | Error e) {
            values.close();
            throw e;
        }
    }

    @Override
    public void put(VarBinaryVector keys, VarBinaryVector values) {
        for (int row = 0; row < keys.getValueCount(); row++) {
            byte @Nullable [] key = keys.get(row);
            if (key == null) {
                throw new IllegalArgumentException("a key must not be null, in row " + row);
            }
            put(key, values.get(row));
        }
    }

    @Override
    public long size() {
        return groups.stream().mapToLong(Map::size).sum();
    }

    /** Everything, by group; groups without keys are left out. */
    public List<Entry> snapshot() {
        var entries = new ArrayList<Entry>();
        for (int group = 0; group < GROUPS; group++) {
            for (var entry : groups.get(group).entrySet()) {
                entries.add(new Entry(group, entry.getKey().array(), entry.getValue()));
            }
        }
        return entries;
    }

    public void restore(List<Entry> entries) {
        entries.forEach(entry -> put(entry.key(), entry.value()));
    }

    /** A key and its value, as kept in a checkpoint. */
    public record Entry(int group, byte[] key, byte[] value) {}

    /** The key group of a key; the same for ever, since it is kept in checkpoints. */
    public static int group(byte[] key) {
        int hash = 0x811c9dc5;
        for (byte b : key) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        return (hash ^ (hash >>> 15)) & (GROUPS - 1);
    }

    private byte @Nullable [] find(byte[] key) {
        return groups.get(group(key)).get(ByteBuffer.wrap(key));
    }

    private void put(byte[] key, byte @Nullable [] value) {
        var group = groups.get(group(key));
        var wrapped = ByteBuffer.wrap(key);
        byte @Nullable [] old = value == null ? group.remove(wrapped) : group.put(wrapped, value);
        bytes += value == null ? 0 : value.length;
        if (old != null) {
            bytes -= old.length;
        }
        if ((old == null) != (value == null)) {
            bytes += value == null ? -key.length : key.length;
        }
        if (bytes > limitBytes) {
            throw new IllegalStateException(
                    "the keyed state %s takes more than %,d bytes; keep less for each key or remove old keys"
                            .formatted(name, limitBytes));
        }
    }
}
