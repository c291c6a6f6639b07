package dev.weir.processors.files;

import dev.weir.api.Inputs;
import dev.weir.api.Rejections;
import dev.weir.api.Source;
import dev.weir.processors.files.parquet.ParquetPosition;
import dev.weir.processors.files.parquet.ParquetSink;
import dev.weir.processors.files.parquet.ParquetSource;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Rows;
import dev.weir.testkit.SourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** What every source must do, done by the sources of files. */
final class SourceContractsTest {

    private static final Rows ROWS =
            Rows.of(
                    "id int64, name utf8",
                    "{id: 1, name: \"a\\nb\"}",
                    "{id: 2, name: \"\"}",
                    "{id: 3, name: null}",
                    "{id: 4, name: \"é\"}",
                    "{id: 5, name: \"x\"}");

    @Nested
    final class Csv extends SourceContract<TextPosition> {
        @Override
        protected Source<TextPosition> source(Path folder) throws Exception {
            Files.writeString(folder.resolve("a.csv"), "name,id\n\"a\nb\",1\n\"\",2\n\nbad\n,3\n");
            Files.writeString(folder.resolve("b.csv"), "id,other,name\n4,,é\nx,,y\n5,,x");
            return Sources.csv(folder.resolve("*.csv"), "id int64, name utf8", 1);
        }

        @Override
        protected Rows rows() {
            return ROWS;
        }

        @Override
        protected Rows errors() {
            return Rows.of(
                    "_code utf8, _line int64, _raw utf8",
                    "{_code: \"WEIR-4201\", _line: 6, _raw: \"bad\"}",
                    "{_code: \"WEIR-4204\", _line: 3, _raw: \"x,,y\"}");
        }
    }

    @Nested
    final class JsonLines extends SourceContract<TextPosition> {
        @Override
        protected Source<TextPosition> source(Path folder) throws Exception {
            Files.writeString(
                    folder.resolve("a.jsonl"),
                    """
                    {"id":1,"name":"a\\nb"}
                    {"name":"","id":2}
                    bad

                    {"id":3}
                    """);
            Files.writeString(
                    folder.resolve("b.jsonl"),
                    "{\"id\":4,\"name\":\"é\"}\n{\"id\":5,\"name\":\"x\"}");
            return Sources.jsonl(folder.resolve("*.jsonl"), "id int64, name utf8", 2);
        }

        @Override
        protected Rows rows() {
            return ROWS;
        }

        @Override
        protected Rows errors() {
            return Rows.of(
                    Rejections.SCHEMA.getFields().isEmpty() ? "" : "_code utf8, _line int64",
                    "{_code: \"WEIR-4206\", _line: 3}");
        }
    }

    @Nested
    final class Parquet extends SourceContract<ParquetPosition> {
        @Override
        protected Source<ParquetPosition> source(Path folder) throws Exception {
            if (Files.notExists(folder.resolve("in"))) {
                for (Rows rows : List.of(ROWS.slice(0, 3), ROWS.slice(3, 5))) {
                    var sink =
                            new ParquetSink(
                                    Sources.file(folder.resolve("in")),
                                    List.of(),
                                    ParquetSink.Compression.ZSTD,
                                    WhenExists.APPEND,
                                    new dev.weir.api.ByteSize(1 << 20),
                                    java.time.Duration.ZERO);
                    try (var writing = Writing.of(sink, folder, false, Inputs.of(rows.schema()))) {
                        writing.write(rows);
                        writing.checkpoint();
                    }
                }
            }
            return new ParquetSource(Sources.file(folder.resolve("in")), List.of(), false);
        }

        @Override
        protected Rows rows() {
            return ROWS;
        }
    }
}
