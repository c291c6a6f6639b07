package dev.weir.expression;

import dev.weir.api.Batch;
import dev.weir.expression.types.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * DuckDB without its optimizer, which turns some expressions into others that fail less often: what
 * it says is the language's meaning.
 */
final class PlainDuck implements AutoCloseable {

    /** Stands for the value of a row for which there is an error. */
    static final String FAILURE = "failure";

    /** The value of every row of a batch as text, or that there is an error. */
    record Answers(ArrowType type, List<String> values) {}

    private final BufferAllocator allocator;
    private final DuckDBConnection connection;

    PlainDuck(BufferAllocator allocator) throws SQLException {
        this.allocator = allocator;
        this.connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = 1");
        execute("SET TimeZone = 'UTC'");
        execute("PRAGMA disable_optimizer");
    }

    /** Makes a table of a batch. */
    void create(String table, Batch batch) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new ArrowStreamWriter(batch.borrowedRoot(), null, bytes)) {
            writer.writeBatch();
        }
        try (var stream = ArrowArrayStream.allocateNew(allocator);
                var reader =
                        new ArrowStreamReader(
                                new ByteArrayInputStream(bytes.toByteArray()), allocator)) {
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream("loaded", stream);
            execute("CREATE TABLE %s AS FROM loaded".formatted(table));
        }
    }

    /**
     * The answers for several expressions.
     *
     * @throws SQLException if it refuses one of them
     */
    List<Answers> answers(List<String> expressions, String table) throws Exception {
        var tried = new ArrayList<String>();
        var taken = new ArrayList<String>();
        for (int i = 0; i < expressions.size(); i++) {
            tried.add("TRY({'v': (%s)}) AS t%d".formatted(expressions.get(i), i));
            taken.add("t%d IS NULL, t%d.v".formatted(i, i));
        }
        String sql =
                "SELECT %s FROM (SELECT %s FROM %s)"
                        .formatted(String.join(", ", taken), String.join(", ", tried), table);
        try (var statement = connection.createStatement();
                var rows = (DuckDBResultSet) statement.executeQuery(sql);
                var reader = (ArrowReader) rows.arrowExportStream(allocator, 1 << 16)) {
            return answers(reader, expressions.size());
        }
    }

    private static List<Answers> answers(ArrowReader reader, int count) throws Exception {
        var root = reader.getVectorSchemaRoot();
        var answers = new ArrayList<Answers>();
        for (int i = 0; i < count; i++) {
            var type = root.getVector(2 * i + 1).getField().getType();
            answers.add(
                    new Answers(
                            type instanceof ArrowType.Null ? Type.NULL.field().getType() : type,
                            new ArrayList<>()));
        }
        while (reader.loadNextBatch()) {
            for (int i = 0; i < count; i++) {
                var failed = (BitVector) root.getVector(2 * i);
                FieldVector value = root.getVector(2 * i + 1);
                for (int row = 0; row < root.getRowCount(); row++) {
                    answers.get(i)
                            .values()
                            .add(failed.get(row) == 1 ? FAILURE : Rows.text(value, row));
                }
            }
        }
        return answers;
    }

    /** The answer for one row. */
    String answer(String expression, String table, int row) throws SQLException {
        String sql =
                "SELECT t IS NULL, t.v::VARCHAR FROM (SELECT TRY({'v': (%s)}) AS t FROM %s WHERE rowid = %d)"
                        .formatted(expression, table, row);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getBoolean(1) ? FAILURE : String.valueOf(rows.getString(2));
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
