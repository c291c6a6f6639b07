package dev.weir.testkit;

import dev.weir.api.Context;
import dev.weir.api.Database;
import dev.weir.api.Evaluator;
import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.api.KeyedState;
import dev.weir.api.Outputs;
import dev.weir.api.Run;
import dev.weir.api.Storage;
import dev.weir.expression.DuckDatabase;
import dev.weir.expression.Expressions;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a {@link Bench} lends to one task: an account of its own, state, and timers. */
public final class TestContext implements Context, AutoCloseable {
    private static final long DATABASE_BYTES = 256L << 20;

    private final Bench bench;
    private final String processor;
    private final Inputs inputs;
    private final Outputs outputs;
    private final BufferAllocator allocator;
    private final Map<String, MemoryKeyedState> keyed = new LinkedHashMap<>();
    private final TreeSet<Instant> timers = new TreeSet<>();
    private final Set<String> unread = new HashSet<>();

    public TestContext(Bench bench, String processor, Inputs inputs, Outputs outputs) {
        this.bench = bench;
        this.processor = processor;
        this.inputs = inputs;
        this.outputs = outputs;
        this.allocator = bench.memory().newChildAllocator(processor, 0, Long.MAX_VALUE);
    }

    /** What a checkpoint keeps of a task besides its own snapshot. */
    record Kept(Map<String, Map<ByteBuffer, byte[]>> keyed, Set<Instant> timers) {}

    Kept keep() {
        var copies = new LinkedHashMap<String, Map<ByteBuffer, byte[]>>();
        keyed.forEach((name, state) -> copies.put(name, state.copy()));
        return new Kept(copies, new TreeSet<>(timers));
    }

    void restore(Kept kept) {
        kept.keyed.forEach(
                (name, values) -> keyed.put(name, new MemoryKeyedState(allocator, values)));
        timers.addAll(kept.timers);
    }

    /** Takes the earliest timer that is due. */
    Optional<Instant> dueTimer() {
        if (timers.isEmpty() || timers.first().isAfter(clock().instant())) {
            return Optional.empty();
        }
        return Optional.ofNullable(timers.pollFirst());
    }

    /** Says that nobody reads a port. */
    public TestContext ignoring(String port) {
        unread.add(port);
        return this;
    }

    @Override
    public String processor() {
        return processor;
    }

    @Override
    public Run run() {
        return bench.run();
    }

    @Override
    public Inputs inputs() {
        return inputs;
    }

    @Override
    public Outputs outputs() {
        return outputs;
    }

    @Override
    public boolean isRead(String port) {
        return !unread.contains(port);
    }

    @Override
    public BufferAllocator allocator() {
        return allocator;
    }

    @Override
    public Clock clock() {
        return bench.clock();
    }

    @Override
    public Storage storage() {
        return bench.storage();
    }

    @Override
    public Evaluator evaluator(Expression expression, Schema schema) {
        return Expressions.evaluator(expression, schema, allocator);
    }

    @Override
    public Database database(Database.Access access) {
        try {
            return DuckDatabase.open(access, allocator, DATABASE_BYTES, bench.folder());
        } catch (SQLException e) {
            throw new IllegalStateException("no database can be opened", e);
        }
    }

    @Override
    public KeyedState keyedState(String name) {
        return keyed.computeIfAbsent(name, _ -> new MemoryKeyedState(allocator, Map.of()));
    }

    @Override
    public void setTimer(Instant time) {
        timers.add(time);
    }

    @Override
    public void bulletin(Severity severity, String code, String message) {
        bench.bulletins().add(new Bench.Bulletin(severity, code, message));
    }

    /** Fails if the task has not given back all of its memory. */
    @Override
    public void close() {
        try {
            allocator.close();
        } catch (IllegalStateException leak) {
            throw new AssertionError("%s kept %s".formatted(processor, leak.getMessage()), leak);
        }
    }
}
