package dev.weir.expression;

import dev.weir.api.Batch;
import dev.weir.api.Columns;
import dev.weir.api.Evaluator;
import dev.weir.api.Failures;
import dev.weir.api.Selection;
import dev.weir.expression.kernels.ForeignColumn;
import dev.weir.expression.kernels.Program;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Runs a program on batches: first DuckDB for the columns that it must work out, then the kernels.
 * A batch about which kernels are in doubt is DuckDB's as a whole.
 */
final class CompiledExpression implements Evaluator {
    private final Program program;
    private final ForeignColumn whole;
    private final BufferAllocator allocator;
    private final DuckColumns duck;
    private final boolean sensitive;

    /**
     * Makes an evaluator of a program.
     *
     * @param whole the whole expression as a column of DuckDB's
     */
    CompiledExpression(
            ForeignColumn whole, Program program, Schema schema, BufferAllocator allocator) {
        this.whole = whole;
        this.program = program;
        this.allocator = allocator;
        this.sensitive =
                whole.columns().stream()
                        .map(schema.getFields()::get)
                        .anyMatch(Columns::isSensitive);
        this.duck = new DuckColumns(allocator, sensitive);
    }

    @Override
    public Field type() {
        return program.type();
    }

    @Override
    public FieldVector evaluate(Batch batch, Failures failures) throws SQLException {
        if (program.isForeign()) {
            return duck.evaluate(batch, program.foreign().getFirst(), failures);
        }
        try (var input = new Input(batch)) {
            var value = program.evaluate(input.input, allocator, failures);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return duck.evaluate(batch, whole, failures);
    }

    @Override
    public Selection select(Batch batch, Failures failures) throws SQLException {
        if (!program.isForeign()) {
            try (var input = new Input(batch)) {
                var selected = program.select(input.input, failures);
                if (selected.isPresent()) {
                    return selected.get();
                }
            }
        }
        try (var value = duck.evaluate(batch, whole, failures)) {
            return selected(value, batch.rows());
        }
    }

    private Selection selected(FieldVector value, int rows) {
        if (!(value instanceof BitVector bits)) {
            throw new IllegalStateException("rows cannot be selected by a value of type " + type());
        }
        int[] picked = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (!bits.isNull(row) && bits.get(row) == 1) {
                picked[count++] = row;
            }
        }
        return Selection.of(picked, count, rows);
    }

    @Override
    public void close() {
        duck.close();
    }

    /** The batch's columns, borrowed, and those that DuckDB worked out. */
    private final class Input implements AutoCloseable {
        private final List<FieldVector> foreign = new ArrayList<>();
        private final Program.Input input;

        Input(Batch batch) throws SQLException {
            var columns = new ArrayList<>(batch.vectors());
            Map<Integer, Failures> found = new HashMap<>();
            try {
                for (ForeignColumn column : program.foreign()) {
                    var failed = new Failures();
                    var vector = duck.evaluate(batch, column, failed);
                    foreign.add(vector);
                    if (!failed.isEmpty()) {
                        found.put(columns.size(), failed);
                    }
                    columns.add(vector);
                }
            } catch (SQLException | RuntimeException | Error e) {
                close();
                throw e;
            }
            this.input = new Program.Input(columns, batch.rows(), found, sensitive);
        }

        @Override
        public void close() {
            foreign.forEach(FieldVector::close);
        }
    }
}
