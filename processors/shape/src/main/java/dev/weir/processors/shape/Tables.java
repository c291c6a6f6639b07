package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Database;
import dev.weir.api.InputPort;
import dev.weir.api.Origin;
import dev.weir.api.Output;
import dev.weir.api.TransformTask;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Loads whole inputs into tables of their names, and at the end emits what a query makes of them.
 */
final class Tables implements TransformTask {
    private final Database database;
    private final String query;
    private final Schema result;
    private final Sources sources = new Sources();

    private Tables(Database database, String query, Schema result) {
        this.database = database;
        this.query = query;
        this.result = result;
    }

    /**
     * @param result schema of the main output, whose types are those of the query
     */
    static Tables start(Context context, String query, Schema result) throws Exception {
        var database = context.database(Database.Access.NONE);
        try {
            for (String input : context.inputs().all().keySet()) {
                database.create(input, context.inputs().schema(input));
            }
            return new Tables(database, query, result);
        } catch (Exception | Error e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void process(InputPort input, Batch batch, Output output) throws Exception {
        try (batch) {
            if (batch.rows() > 0) {
                sources.add(batch.origin());
                database.append(input.name(), batch);
            }
        }
    }

    @Override
    public void end(Output output) throws Exception {
        var origin = sources.origin();
        try (var rows = database.query(query, Map.of())) {
            for (var next = rows.next(); next.isPresent(); next = rows.next()) {
                output.emit(named(next.get(), origin));
            }
        }
    }

    /** Closes the database's batch: only memory that nobody shares can be given away. */
    private Batch named(Batch rows, Origin origin) {
        try (rows;
                var named = rows.as(result)) {
            return named.from(origin);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
