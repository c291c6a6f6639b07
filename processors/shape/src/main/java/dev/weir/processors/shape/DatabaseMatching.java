package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Database;
import dev.weir.api.Origin;
import dev.weir.api.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Joins by a database, which spills: {@code right} is loaded into a table once; of {@code left}
 * only the keys and row numbers go there, many batches at a time, and its rows are gathered here.
 * The numbers of the rows on both sides come back with the result, which keeps the order and the
 * lineage.
 */
final class DatabaseMatching implements Matching {
    /** A query costs a millisecond, and looks at all of {@code right}: give it many rows. */
    private static final int ROWS = 131_072;

    private static final long BYTES = 32L << 20;

    private final Join join;
    private final Context context;
    private final Database database;
    private final JoinQuery query;
    private final Schema joined;
    private final boolean unmatchedIsRead;
    private final List<Batch> held = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private long heldRows;
    private long heldBytes;

    private DatabaseMatching(Join join, Context context, Database database, JoinQuery query) {
        this.join = join;
        this.context = context;
        this.database = database;
        this.query = query;
        joined = Shapes.out(context);
        unmatchedIsRead = context.isRead(Join.UNMATCHED);
    }

    static DatabaseMatching start(Join join, Context context, JoinQuery query) throws Exception {
        var database = context.database(Database.Access.NONE);
        try {
            database.create(JoinQuery.RIGHT, query.rightTable());
            return new DatabaseMatching(join, context, database, query);
        } catch (Exception | Error e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void join(Batch left, Output output) throws Exception {
        held.add(left);
        heldRows += left.rows();
        heldBytes += left.bytes();
        if (heldRows >= ROWS || heldBytes >= BYTES) {
            flush(output);
        }
    }

    @Override
    public void add(Batch batch) throws Exception {
        int first = ends.isEmpty() ? 0 : ends.getLast();
        try (var numbered = batch.with(JoinQuery.ROW, numbers(first, batch.rows()))) {
            database.append(JoinQuery.RIGHT, numbered);
        }
        origins.add(batch.origin());
        ends.add(Math.addExact(first, batch.rows()));
    }

    private BigIntVector numbers(int first, int count) {
        var numbers = new BigIntVector(JoinQuery.ROW.getName(), context.allocator());
        numbers.allocateNew(count);
        for (int row = 0; row < count; row++) {
            numbers.set(row, first + row);
        }
        numbers.setValueCount(count);
        return numbers;
    }

    @Override
    public void flush(Output output) throws Exception {
        if (held.isEmpty()) {
            return;
        }
        try (var left = Batch.concat(held)) {
            forget();
            try (var columns = left.columns(query.leftColumns(), query.leftIndexes());
                    var keys = columns.with(JoinQuery.ROW, numbers(0, left.rows()));
                    var rows = database.query(query.text(), Map.of(JoinQuery.LEFT, keys))) {
                emit(left, rows, output);
            }
        }
    }

    private void emit(Batch left, Database.Result rows, Output output) throws Exception {
        boolean anti = join.how() == Join.How.ANTI;
        var matched = new boolean[left.rows()];
        for (var next = rows.next(); next.isPresent(); next = rows.next()) {
            Optional<Batch> joined;
            // Only memory that nobody shares can be given away: the result is closed first.
            try (var result = next.get()) {
                mark(result, matched);
                joined = anti ? Optional.empty() : Optional.of(joined(left, result));
            }
            if (joined.isPresent()) {
                output.emit(joined.get());
            }
        }
        Matching.emitRest(join, left, matched, unmatchedIsRead, output);
    }

    private static void mark(Batch result, boolean[] matched) {
        var ours = (BigIntVector) result.vector(0);
        var theirs = (BigIntVector) result.vector(1);
        for (int row = 0; row < result.rows(); row++) {
            if (!theirs.isNull(row)) {
                matched[(int) ours.get(row)] = true;
            }
        }
    }

    /**
     * The result's rows: those of {@code left} by number, and beside them the columns of the match.
     */
    private Batch joined(Batch left, Batch result) {
        var ours = (BigIntVector) result.vector(0);
        int[] leftRows = new int[result.rows()];
        for (int row = 0; row < leftRows.length; row++) {
            leftRows[row] = (int) ours.get(row);
        }
        try (var picked = left.pick(leftRows)) {
            if (!join.how().addsColumns()) {
                return picked.share();
            }
            try (var columns = result.columns(query.added(), query.addedIndexes());
                    var theirs = columns.from(rightOrigin(result));
                    var both = picked.beside(theirs)) {
                return both.as(joined);
            }
        }
    }

    /** The rows of {@code right}; one more, of which nothing is known, stands for no match. */
    private Origin rightOrigin(Batch result) {
        var theirs = (BigIntVector) result.vector(1);
        int none = ends.isEmpty() ? 0 : ends.getLast();
        int[] rows = new int[result.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = theirs.isNull(row) ? none : (int) theirs.get(row);
        }
        var parts = new ArrayList<>(origins);
        var partEnds = new ArrayList<>(ends);
        parts.add(Origin.unknown());
        partEnds.add(none + 1);
        return new Origin.Appended(parts, partEnds).pick(rows);
    }

    private void forget() {
        held.forEach(Batch::close);
        held.clear();
        heldRows = 0;
        heldBytes = 0;
    }

    @Override
    public void close() {
        forget();
        database.close();
    }
}
