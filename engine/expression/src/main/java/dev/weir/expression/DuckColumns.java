package dev.weir.expression;

import dev.weir.api.Batch;
import dev.weir.api.Failures;
import dev.weir.expression.duck.DuckSession;
import dev.weir.expression.kernels.ForeignColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Columns of values that DuckDB works out, row by row. The database is opened at the first need.
 *
 * <p>If a batch fails, it is run again under {@code TRY}, which tells the rows that fail; the
 * reasons of the first of them are asked for one by one, and the others are given the kind of
 * failure only.
 */
final class DuckColumns implements AutoCloseable {
    private static final long MEMORY = 256 << 20;
    private static final int REASONS = 16;
    private static final String CODE = "WEIR-4103";

    private final BufferAllocator allocator;
    private final boolean sensitive;
    private @Nullable DuckSession session;

    DuckColumns(BufferAllocator allocator, boolean sensitive) {
        this.allocator = allocator;
        this.sensitive = sensitive;
    }

    /** The values for the rows of a batch, which the caller owns. */
    FieldVector evaluate(Batch batch, ForeignColumn column, Failures failures) throws SQLException {
        if (batch.rows() == 0) {
            return empty(column);
        }
        var duck = session();
        try (var input = input(batch, column)) {
            try (var result = only(query(duck, "SELECT (%s\n) AS v FROM input", column, input))) {
                return taken(result, 0);
            } catch (SQLException e) {
                return tried(duck, column, input, failures, e);
            }
        }
    }

    private FieldVector tried(
            DuckSession duck,
            ForeignColumn column,
            Batch input,
            Failures failures,
            SQLException reason)
            throws SQLException {
        Batch both;
        try {
            both =
                    only(
                            query(
                                    duck,
                                    "SELECT t IS NULL AS failed, t.v AS v FROM"
                                            + " (SELECT TRY({'v': (%s\n)}) AS t FROM input)",
                                    column,
                                    input));
        } catch (SQLException e) {
            // It does not depend on a row, or cannot be tried: the first reason is the better one.
            throw reason;
        }
        try (both) {
            var failed = (BitVector) both.vector(0);
            int asked = 0;
            String last = String.valueOf(reason.getMessage());
            for (int row = 0; row < input.rows(); row++) {
                if (failed.get(row) == 1) {
                    last = asked++ < REASONS ? reason(duck, column, input, row) : last;
                    failures.add(row, CODE, asked > REASONS ? "as in earlier rows: " + last : last);
                }
            }
            return taken(both, 1);
        }
    }

    private String reason(DuckSession duck, ForeignColumn column, Batch input, int row) {
        if (sensitive) {
            return column.sql().strip() + " has no value for this row, whose values are sensitive";
        }
        try (var one = input.slice(row, 1);
                var value = only(query(duck, "SELECT (%s\n) AS v FROM input", column, one))) {
            return column.sql().strip() + " has no value for this row";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage())
                    .replaceAll(" \\(line \\d+, column \\d+ of the query\\)$", "");
        }
    }

    private List<Batch> query(DuckSession duck, String sql, ForeignColumn column, Batch input)
            throws SQLException {
        var batches = new ArrayList<Batch>();
        try (var result = duck.query(sql.replace("%s", column.sql()), Map.of("input", input))) {
            for (var next = result.next(); next.isPresent(); next = result.next()) {
                batches.add(next.get());
            }
            return batches;
        } catch (SQLException | RuntimeException | Error e) {
            batches.forEach(Batch::close);
            throw e;
        } catch (Exception e) {
            batches.forEach(Batch::close);
            throw new IllegalStateException(e);
        }
    }

    private static Batch only(List<Batch> batches) {
        try {
            return Batch.concat(batches);
        } finally {
            batches.forEach(Batch::close);
        }
    }

    /** A column of a batch that is about to be closed. */
    private FieldVector taken(Batch batch, int column) {
        var vector = batch.vector(column);
        var pair = vector.getTransferPair(vector.getField(), allocator);
        pair.transfer();
        return (FieldVector) pair.getTo();
    }

    /** The columns that are read, one at least so that DuckDB knows the number of rows. */
    private static Batch input(Batch batch, ForeignColumn column) {
        var columns = column.columns().isEmpty() ? List.of(0) : column.columns();
        List<Field> all = batch.schema().getFields();
        var schema = new Schema(columns.stream().map(all::get).toList());
        return batch.columns(schema, columns.stream().mapToInt(i -> i).toArray());
    }

    private FieldVector empty(ForeignColumn column) {
        var vector = column.type().createVector(allocator);
        vector.allocateNew();
        vector.setValueCount(0);
        return vector;
    }

    private DuckSession session() throws SQLException {
        var open = session;
        if (open == null) {
            open = DuckSession.openForExpressions(allocator, MEMORY);
            session = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
