package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.InputPort;
import dev.weir.api.Output;
import dev.weir.api.TransformTask;

/**
 * Joins in memory where {@code right} and its keys allow that, else by a database. Which of them,
 * shows in nothing but the time it takes.
 */
final class JoinTask implements TransformTask {

    private final Join join;
    private final Context context;
    private final JoinQuery query;
    private Matching matching;

    private JoinTask(Join join, Context context, JoinQuery query, Matching matching) {
        this.join = join;
        this.context = context;
        this.query = query;
        this.matching = matching;
    }

    /**
     * @param limit bytes of {@code right} up to which it is kept in memory
     */
    static JoinTask start(Join join, Context context, long limit) throws Exception {
        var left = context.inputs().schema(Join.LEFT);
        var query = JoinQuery.of(join, left, context.inputs().schema(Join.RIGHT));
        return new JoinTask(
                join,
                context,
                query,
                JoinKeys.areKnown(query)
                        ? new HashMatching(join, context, query, limit)
                        : DatabaseMatching.start(join, context, query));
    }

    @Override
    public void process(InputPort input, Batch batch, Output output) throws Exception {
        if (batch.rows() == 0) {
            batch.close();
        } else if (input.name().equals(Join.LEFT)) {
            matching.join(batch, output);
        } else {
            try (batch;
                    var right = batch.columns(query.rightColumns(), query.rightIndexes())) {
                add(right);
            }
        }
    }

    private void add(Batch right) throws Exception {
        if (matching instanceof HashMatching hash && !hash.hasRoomFor(right)) {
            var database = DatabaseMatching.start(join, context, query);
            matching = database;
            try (hash) {
                hash.moveTo(database);
            }
        }
        matching.add(right);
    }

    @Override
    public void beforeBarrier(Output output) throws Exception {
        matching.flush(output);
    }

    @Override
    public void end(Output output) throws Exception {
        matching.flush(output);
    }

    @Override
    public void close() {
        matching.close();
    }
}
