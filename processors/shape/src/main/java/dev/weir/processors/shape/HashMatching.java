package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Origin;
import dev.weir.api.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Schema;

/** Joins in memory: the keys of {@code right} in an index, its other columns in one batch. */
final class HashMatching implements Matching {

    /** Bytes that {@code right} may have, if not told otherwise; more goes to a database. */
    static final long BYTES = 128L << 20;

    /** Key values that it may have: each takes eight bytes, and its text. */
    private static final int KEYS = 4 << 20;

    /** Rows that a batch of the result has at most. */
    private static final int PIECE = 65_536;

    private final Join join;
    private final Context context;
    private final long limit;
    private final JoinQuery query;
    private final JoinKeys leftKeys;
    private final JoinKeys rightKeys;
    private final JoinIndex index;
    private final Schema joined;
    private final boolean unmatchedIsRead;
    private final List<Batch> held = new ArrayList<>();
    private long heldBytes;

    /** What is added to rows of {@code left}; its last row is nulls if some have no match. */
    private Optional<Batch> right = Optional.empty();

    /**
     * @param limit bytes that {@code right} may have
     */
    HashMatching(Join join, Context context, JoinQuery query, long limit) {
        this.join = join;
        this.limit = limit;
        this.context = context;
        this.query = query;
        var left = context.inputs().schema(Join.LEFT);
        leftKeys = new JoinKeys(left, query.leftIndexes());
        int keys = query.leftPlaces().size();
        rightKeys = new JoinKeys(query.rightColumns(), range(0, keys));
        index = new JoinIndex(rightKeys.isNumber());
        joined = Shapes.out(context);
        unmatchedIsRead = context.isRead(Join.UNMATCHED);
    }

    private static int[] range(int from, int to) {
        int[] range = new int[to - from];
        Arrays.setAll(range, i -> from + i);
        return range;
    }

    boolean hasRoomFor(Batch more) {
        return heldBytes + more.bytes() <= limit
                && index.rows() + more.rows() <= KEYS / query.leftPlaces().size();
    }

    @Override
    public void add(Batch more) {
        for (int from = 0; from < more.rows(); from += JoinKeys.CHUNK) {
            int count = Math.min(JoinKeys.CHUNK, more.rows() - from);
            rightKeys.load(more, from, count);
            index.add(rightKeys, count);
        }
        held.add(more.share());
        heldBytes += more.bytes();
    }

    /** Hands over all rows so far. */
    void moveTo(Matching other) throws Exception {
        for (Batch batch : held) {
            other.add(batch);
        }
    }

    @Override
    public void join(Batch left, Output output) throws Exception {
        try (left) {
            Batch added = right.orElseGet(this::seal);
            var pairs = new Pairs(left.rows(), join.how(), added.rows() - 1);
            for (int from = 0; from < left.rows(); from += JoinKeys.CHUNK) {
                int count = Math.min(JoinKeys.CHUNK, left.rows() - from);
                leftKeys.load(left, from, count);
                boolean oneEach = !join.how().addsColumns();
                while (!index.find(leftKeys, count, from, oneEach, pairs)) {
                    emit(left, added, pairs, output);
                }
            }
            emit(left, added, pairs, output);
            if (join.how() == Join.How.SEMI) {
                output.emit(left.only(Matching.rows(pairs.matched, true)));
            }
            Matching.emitRest(join, left, pairs.matched, unmatchedIsRead, output);
        }
    }

    private Batch seal() {
        index.seal();
        int keys = query.leftPlaces().size();
        int[] places = range(keys, query.rightColumns().getFields().size());
        var parts = new ArrayList<Batch>();
        try {
            for (Batch batch : held) {
                parts.add(batch.columns(query.added(), places));
            }
            if (parts.isEmpty() || join.how() == Join.How.LEFT) {
                parts.add(nothing());
            }
            var all = Batch.concat(parts).transferTo(context.allocator());
            right = Optional.of(all);
            return all;
        } finally {
            parts.forEach(Batch::close);
            forget();
        }
    }

    /** One row of nulls that comes from nowhere. */
    private Batch nothing() {
        var vectors = new ArrayList<FieldVector>();
        try {
            for (var field : query.added().getFields()) {
                FieldVector vector = field.createVector(context.allocator());
                vectors.add(vector);
                vector.setInitialCapacity(1);
                vector.allocateNew();
                vector.setValueCount(1);
            }
        } catch (RuntimeException | Error e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
        try (var row = Batch.of(query.added(), vectors, 1)) {
            return row.from(Origin.unknown());
        }
    }

    private void emit(Batch left, Batch added, Pairs pairs, Output output)
            throws InterruptedException {
        if (pairs.count > 0) {
            output.emit(joined(left, added, pairs));
        }
    }

    /**
     * The rows of the pairs so far; nothing else holds their memory, so that it can be given away.
     */
    private Batch joined(Batch left, Batch added, Pairs pairs) {
        int[] ours = Arrays.copyOf(pairs.left, pairs.count);
        int[] theirs = Arrays.copyOf(pairs.right, pairs.count);
        pairs.count = 0;
        try (var picked = left.pick(ours);
                var columns = added.pick(theirs);
                var both = picked.beside(columns)) {
            return both.as(joined);
        }
    }

    @Override
    public void flush(Output output) {
        // Nothing is held back.
    }

    private void forget() {
        held.forEach(Batch::close);
        held.clear();
        heldBytes = 0;
    }

    @Override
    public void close() {
        forget();
        right.ifPresent(Batch::close);
        right = Optional.empty();
    }

    /** The matches of a batch of {@code left}, up to a piece at a time. */
    private static final class Pairs implements JoinIndex.Matches {
        private final boolean[] matched;
        private final Join.How how;
        private final int nothing;
        private int[] left;
        private int[] right;
        private int count;

        Pairs(int rows, Join.How how, int nothing) {
            this.how = how;
            this.nothing = nothing;
            matched = new boolean[rows];
            left = new int[rows];
            right = new int[rows];
        }

        @Override
        public boolean isFull() {
            return count >= PIECE;
        }

        @Override
        public void add(int ours, int theirs) {
            if (how.addsColumns()) {
                put(ours, theirs);
            }
        }

        @Override
        public void done(int ours, boolean isMatched) {
            matched[ours] = isMatched;
            if (!isMatched && how == Join.How.LEFT) {
                put(ours, nothing);
            }
        }

        private void put(int ours, int theirs) {
            if (count == left.length) {
                left = Arrays.copyOf(left, count * 2);
                right = Arrays.copyOf(right, count * 2);
            }
            left[count] = ours;
            right[count++] = theirs;
        }
    }
}
