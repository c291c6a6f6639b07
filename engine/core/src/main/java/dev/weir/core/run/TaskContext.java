package dev.weir.core.run;

import dev.weir.api.Context;
import dev.weir.api.Database;
import dev.weir.api.Evaluator;
import dev.weir.api.Expression;
import dev.weir.api.Inputs;
import dev.weir.api.KeyedState;
import dev.weir.api.Outputs;
import dev.weir.api.Run;
import dev.weir.api.Storage;
import dev.weir.core.checkpoint.Checkpoint.TransformCut;
import dev.weir.core.state.MemoryKeyedState;
import dev.weir.core.state.Timers;
import dev.weir.core.watch.Bulletin;
import dev.weir.core.watch.Bulletins;
import dev.weir.expression.DuckDatabase;
import dev.weir.expression.Expressions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a task is lent; also keeps its timers and its state by key. */
final class TaskContext implements Context {
    private static final long KEYED_STATE_BYTES = 256L << 20;

    private final Graph.Node node;
    private final Run run;
    private final Surroundings world;
    private final BufferAllocator allocator;
    private final Path temporary;
    private final long databaseBytes;
    private final Set<String> unread;
    private final Bulletins bulletins;
    private final Timers timers = new Timers();
    private Inputs inputs;
    private Outputs outputs;
    private final Map<String, MemoryKeyedState> keyed = new LinkedHashMap<>();

    /**
     * @param temporary folder for what may be lost
     * @param unread outputs for which nothing needs to be worked out
     */
    TaskContext(
            Graph.Node node,
            Run run,
            Surroundings world,
            Path temporary,
            long databaseBytes,
            Set<String> unread,
            Bulletins bulletins) {
        this.node = node;
        this.inputs = node.inputs();
        this.outputs = node.outputs();
        this.run = run;
        this.world = world;
        this.allocator = world.memory().newChildAllocator(node.key(), 0, Long.MAX_VALUE);
        this.temporary = temporary;
        this.databaseBytes = databaseBytes;
        this.unread = unread;
        this.bulletins = bulletins;
    }

    @Override
    public String processor() {
        return node.key();
    }

    @Override
    public Run run() {
        return run;
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
        return world.clock();
    }

    @Override
    public Storage storage() {
        return world.storage();
    }

    @Override
    public Evaluator evaluator(Expression expression, Schema schema) {
        return Expressions.evaluator(expression, schema, allocator);
    }

    @Override
    public Database database(Database.Access access) {
        try {
            return DuckDatabase.open(access, allocator, databaseBytes, temporary);
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public KeyedState keyedState(String name) {
        return keyed.computeIfAbsent(name, this::newState);
    }

    private MemoryKeyedState newState(String name) {
        return new MemoryKeyedState(name, KEYED_STATE_BYTES, allocator);
    }

    @Override
    public void setTimer(Instant time) {
        timers.set(time);
    }

    @Override
    public void bulletin(Severity severity, String code, String message) {
        bulletins.add(new Bulletin(world.clock().instant(), severity, node.key(), code, message));
    }

    /** Other schemas, for the next task. */
    void evolve(Inputs inputs, Outputs outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    Timers timers() {
        return timers;
    }

    boolean isTimerDue() {
        return timers.next().filter(time -> !time.isAfter(world.clock().instant())).isPresent();
    }

    Optional<Instant> takeDueTimer() {
        return timers.next().isEmpty() ? Optional.empty() : timers.takeDue(world.clock().instant());
    }

    Map<String, List<MemoryKeyedState.Entry>> keyedStates() {
        var all = new HashMap<String, List<MemoryKeyedState.Entry>>();
        keyed.forEach((name, state) -> all.put(name, state.snapshot()));
        return all;
    }

    /** Takes up what the engine keeps for the task, before it starts. */
    void restore(TransformCut cut) {
        timers.restore(cut.timers());
        cut.keyed().forEach((name, entries) -> newStateOf(name).restore(entries));
    }

    private MemoryKeyedState newStateOf(String name) {
        return keyed.computeIfAbsent(name, this::newState);
    }

    /** Gives the account back; the answer is what was still on it. */
    long closeMemory() {
        long left = allocator.getAllocatedMemory();
        if (left == 0) {
            allocator.close();
        }
        return left;
    }
}
