package dev.weir.processors.files.parquet;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Database;
import dev.weir.api.Origin;
import dev.weir.api.SourceOutput;
import dev.weir.api.SplitReader;
import dev.weir.api.StopFlow;
import dev.weir.processors.files.text.TextPosition;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads one Parquet file, in the order of its rows. */
final class ParquetReader implements SplitReader<ParquetPosition> {

    private final String file;
    private final Database database;
    private final Database.Result result;
    private long row;

    private ParquetReader(String file, Database database, Database.Result result, long row) {
        this.file = file;
        this.database = database;
        this.result = result;
        this.row = row;
    }

    static ParquetReader open(
            Context context, Schema schema, String file, Optional<ParquetPosition> position)
            throws Exception {
        long row = position.map(ParquetPosition::row).orElse(0L);
        var names = schema.getFields().stream().map(Field::getName).toList();
        String from = ParquetSql.read(file);
        String sql =
                row == 0
                        ? "SELECT %s FROM %s".formatted(ParquetSql.names(names), from)
                        : "SELECT %s FROM %s WHERE file_row_number >= %d"
                                .formatted(
                                        ParquetSql.names(names),
                                        from.replaceFirst("\\)$", ", file_row_number = true)"),
                                        row);
        Database database = context.database(ParquetSource.access(context.storage(), file));
        Database.Result result = null;
        try {
            if (row > 0) {
                check(database, file, row);
            }
            result = database.query(sql, Map.of());
            if (!result.schema().equals(schema)) {
                throw new StopFlow(
                        "WEIR-4212",
                        "%s has not the columns of the first file: it has %s, not %s"
                                .formatted(file, result.schema(), schema));
            }
            return new ParquetReader(file, database, result, row);
        } catch (Exception | Error e) {
            if (result != null) {
                result.close();
            }
            database.close();
            throw e;
        }
    }

    private static void check(Database database, String file, long read) throws Exception {
        var count = "SELECT count(*) FROM " + ParquetSql.read(file);
        try (var result = database.query(count, Map.of());
                var rows = result.next().orElseThrow()) {
            long there = ((BigIntVector) rows.vector(0)).get(0);
            if (there < read) {
                throw TextPosition.replaced(file, there, read, "rows");
            }
        }
    }

    @Override
    public Poll poll(SourceOutput<ParquetPosition> output) throws Exception {
        Optional<Batch> next = result.next();
        if (next.isEmpty()) {
            output.position(new ParquetPosition(row));
            return Poll.END;
        }
        Batch located;
        try (Batch batch = next.get()) {
            located = batch.from(new Origin.Read(file, row + 1));
        }
        row += located.rows();
        output.emit(located);
        output.position(new ParquetPosition(row));
        return Poll.MORE;
    }

    @Override
    public void close() {
        result.close();
        database.close();
    }
}
