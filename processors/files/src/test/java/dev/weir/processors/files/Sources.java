package dev.weir.processors.files;

import dev.weir.api.ByteSize;
import dev.weir.api.ColumnType;
import dev.weir.api.FilePath;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.WireSchema;
import dev.weir.processors.files.csv.CsvSource;
import dev.weir.processors.files.jsonl.JsonLinesSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;

/** Sources with default settings. */
final class Sources {

    private Sources() {}

    static CsvSource csv(Path path, String columns) {
        return csv(path, columns, 65_536);
    }

    static CsvSource csv(Path path, String columns, int batchSize) {
        return new CsvSource(
                file(path),
                columns(columns),
                CsvSource.Others.SKIP,
                true,
                ",",
                "\"",
                "",
                "utf-8",
                new ByteSize(4 << 20),
                batchSize,
                false);
    }

    static JsonLinesSource jsonl(Path path, String columns, int batchSize) {
        return new JsonLinesSource(
                file(path), columns(columns), new ByteSize(4 << 20), batchSize, false);
    }

    /** The schema of the main output. */
    static Schema schema(Outputs outputs) {
        return switch (outputs.all().get(Processor.OUT)) {
            case WireSchema.Single(Schema schema) -> schema;
            case null, default -> throw new AssertionError("no schema in " + outputs);
        };
    }

    /** The folder that a file lies in. */
    static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    static FilePath file(Path path) {
        return new FilePath(path.toString().replace('\\', '/'));
    }

    /** {@code id int64, name utf8}; no spaces within a type. */
    static Map<String, ColumnType> columns(String text) {
        var columns = new LinkedHashMap<String, ColumnType>();
        for (String column : text.isEmpty() ? new String[0] : text.split(", ")) {
            int blank = column.lastIndexOf(' ');
            columns.put(column.substring(0, blank), ColumnType.parse(column.substring(blank + 1)));
        }
        return columns;
    }
}
