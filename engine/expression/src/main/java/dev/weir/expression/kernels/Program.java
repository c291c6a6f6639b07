package dev.weir.expression.kernels;

import dev.weir.api.Failures;
import dev.weir.api.Selection;
import dev.weir.expression.types.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A compiled expression. Used by one thread at a time. */
public final class Program {
    private final Field type;
    private final Optional<Node> root;
    private final List<ForeignColumn> foreign;

    private Program(Field type, Optional<Node> root, List<ForeignColumn> foreign) {
        this.type = type;
        this.root = root;
        this.foreign = List.copyOf(foreign);
    }

    static Program of(Node root, List<ForeignColumn> foreign) {
        return new Program(root.type.field(), Optional.of(root), foreign);
    }

    /** A program that is DuckDB's as a whole. */
    public static Program foreign(ForeignColumn column) {
        return new Program(column.type(), Optional.empty(), List.of(column));
    }

    /** Type of the value, as a field without a name. */
    public Field type() {
        return type;
    }

    /** What DuckDB must work out before the kernels run. */
    public List<ForeignColumn> foreign() {
        return foreign;
    }

    /** Whether DuckDB's one column is the value already. */
    public boolean isForeign() {
        return root.isEmpty();
    }

    /**
     * What a program works on.
     *
     * @param columns the batch's columns and then the foreign ones
     * @param failures what went wrong in foreign columns, by their index
     * @param sensitive whether values must not be shown
     */
    public record Input(
            List<FieldVector> columns,
            int rows,
            Map<Integer, Failures> failures,
            boolean sensitive) {}

    /** The value for every row; empty if DuckDB must do the batch, because kernels are in doubt. */
    public Optional<FieldVector> evaluate(
            Input input, BufferAllocator allocator, Failures failures) {
        Node node = root.orElseThrow();
        var chunk = new Chunk(input.columns, input.failures, input.sensitive);
        var found = new Failures();
        try (var store = new Store(node.type, input.rows, allocator)) {
            for (int start = 0; start < input.rows; start += Lane.SIZE) {
                Lane lane = run(node, chunk, start, input.rows);
                if (chunk.troubles.isDoubtful()) {
                    return Optional.empty();
                }
                store.add(finished(chunk, lane, found), chunk);
            }
            add(found, failures);
            return Optional.of(store.take());
        }
    }

    /** The rows for which a boolean is true; empty if DuckDB must do the batch. */
    public Optional<Selection> select(Input input, Failures failures) {
        Node node = root.orElseThrow();
        if (node.type.kind() != Kind.BOOL) {
            throw new IllegalStateException("rows cannot be selected by a " + node.type);
        }
        var chunk = new Chunk(input.columns, input.failures, input.sensitive);
        var found = new Failures();
        int[] rows = new int[input.rows];
        int count = 0;
        for (int start = 0; start < input.rows; start += Lane.SIZE) {
            Lane lane = run(node, chunk, start, input.rows);
            if (chunk.troubles.isDoubtful()) {
                return Optional.empty();
            }
            count = pick(finished(chunk, lane, found), chunk, rows, count);
        }
        add(found, failures);
        return Optional.of(Selection.of(rows, count, input.rows));
    }

    private static Lane run(Node node, Chunk chunk, int start, int rows) {
        chunk.start = start;
        chunk.count = Math.min(Lane.SIZE, rows - start);
        chunk.troubles.clear();
        return node.evaluate(chunk);
    }

    private static Lane finished(Chunk chunk, Lane lane, Failures found) {
        if (chunk.troubles.isEmpty()) {
            return lane;
        }
        chunk.report(found);
        return chunk.troubles.without(lane, chunk.count);
    }

    /** Writes each row and goes on only if it is true, which needs no branch. */
    @SuppressWarnings("ShortCircuitBoolean")
    private static int pick(Lane lane, Chunk chunk, int[] rows, int from) {
        int count = from;
        boolean[] bools = lane.bools;
        boolean[] isNull = lane.isNull;
        if (lane.anyNull) {
            for (int i = 0; i < chunk.count; i++) {
                rows[count] = chunk.start + i;
                count += bools[i] & !isNull[i] ? 1 : 0;
            }
        } else {
            for (int i = 0; i < chunk.count; i++) {
                rows[count] = chunk.start + i;
                count += bools[i] ? 1 : 0;
            }
        }
        return count;
    }

    private static void add(Failures from, Failures to) {
        for (int i = 0; i < from.count(); i++) {
            to.add(from.row(i), from.code(i), from.message(i));
        }
    }
}
