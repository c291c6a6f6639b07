package dev.weir.processors.files.parquet;

import dev.weir.api.Context;
import dev.weir.api.Database;
import dev.weir.api.Database.Access;
import dev.weir.api.Default;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Source;
import dev.weir.api.SourceTask;
import dev.weir.api.Storage;
import dev.weir.processors.files.text.FileSplits;
import dev.weir.processors.files.text.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads Parquet files. */
@Processor.Named(value = "parquet-files", group = "Sources")
@Doc(
        """
        Reads Parquet files.

        Folders named `column=value` on the way to a file become text columns. All files have the
        columns of the first one.\
        """)
public record ParquetSource(
        @Doc(value = "A file, a folder, or a pattern.", example = "lake/orders/**/*.parquet")
                FilePath path,
        @Doc(value = "Columns to read; all of them if none is named.", example = "[id, price]")
                @Default("[]")
                List<String> columns,
        @Doc("Whether to wait for new files, in this run or the next.") @Default("false")
                boolean watch)
        implements Source<ParquetPosition> {

    public ParquetSource {
        columns = List.copyOf(columns);
    }

    @Override
    public Class<ParquetPosition> positionType() {
        return ParquetPosition.class;
    }

    @Override
    public boolean positionOutlivesRun() {
        return watch;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) throws Exception {
        var files = Settings.files(context.storage(), pattern(context.storage()));
        if (files.isEmpty()) {
            context.problem("path", "there is no file %s to tell the columns".formatted(path));
            return Outputs.of(new Schema(List.of()));
        }
        String file = files.getFirst().path();
        Schema found;
        try (Database database = context.database(access(context.storage(), file));
                var result =
                        database.query(
                                "SELECT * FROM %s LIMIT 0".formatted(ParquetSql.read(file)),
                                Map.of())) {
            found = result.schema();
        } catch (java.sql.SQLException e) {
            context.problem("path", "%s cannot be read: %s".formatted(file, e.getMessage()));
            return Outputs.of(new Schema(List.of()));
        }
        if (columns.isEmpty()) {
            return Outputs.of(found);
        }
        var kept = new ArrayList<Field>();
        for (int i = 0; i < columns.size(); i++) {
            context.column("columns[" + i + "]", found, columns.get(i)).ifPresent(kept::add);
        }
        return Outputs.of(new Schema(kept));
    }

    /**
     * A folder stands for all Parquet files below it, in whichever folders they were partitioned.
     */
    private String pattern(Storage storage) throws java.io.IOException {
        boolean folder =
                storage.exists(path.value())
                        && java.nio.file.Files.isDirectory(storage.local(path.value()));
        return folder ? path.value() + "/**/*.parquet" : path.value();
    }

    static Access access(Storage storage, String file) throws java.io.IOException {
        var folder = storage.local(file).toAbsolutePath().getParent();
        return folder == null ? Access.NONE : new Access(List.of(folder));
    }

    @Override
    public SourceTask<ParquetPosition> start(Context context) throws Exception {
        Schema schema = Settings.outputSchema(context);
        return new FileSplits<>(
                context.storage(),
                pattern(context.storage()),
                watch,
                (file, position) -> ParquetReader.open(context, schema, file, position));
    }
}
