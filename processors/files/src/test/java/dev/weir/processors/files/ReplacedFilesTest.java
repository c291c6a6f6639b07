package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Inputs;
import dev.weir.api.Source;
import dev.weir.api.Split;
import dev.weir.api.StopFlow;
import dev.weir.processors.files.parquet.ParquetPosition;
import dev.weir.processors.files.parquet.ParquetSink;
import dev.weir.processors.files.parquet.ParquetSource;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that took the name of one that was read: its rows are not passed over in silence. */
final class ReplacedFilesTest {

    @TempDir Path folder;

    @Test
    void aShorterTextFileIsRefused() throws Exception {
        Path csv = Files.writeString(folder.resolve("in.csv"), "id\n1\n");
        assertRefused(
                Sources.csv(csv, "id int64"), new TextPosition(7, 2, 4), csv, "5 bytes, and 7");

        Path jsonl = Files.writeString(folder.resolve("in.jsonl"), "{\"id\":1}\n");
        assertRefused(
                Sources.jsonl(jsonl, "id int64", 10),
                new TextPosition(10, 2, 3),
                jsonl,
                "9 bytes, and 10");
    }

    @Test
    void aShorterParquetFileIsRefused() throws Exception {
        Path file = folder.resolve("in.parquet");
        var sink =
                new ParquetSink(
                        Sources.file(file),
                        List.of(),
                        ParquetSink.Compression.ZSTD,
                        WhenExists.REPLACE,
                        new dev.weir.api.ByteSize(1 << 20),
                        java.time.Duration.ZERO);
        var rows = Rows.of("id int64", "[1]", "[2]");
        try (var writing = Writing.of(sink, folder, true, Inputs.of(rows.schema()))) {
            writing.write(rows);
            writing.checkpoint();
            writing.publish();
        }
        var source = new ParquetSource(Sources.file(file), List.of(), false);

        assertRefused(source, new ParquetPosition(3), file, "2 rows, and 3");
        open(source, new ParquetPosition(2), file);
    }

    private <P extends Record> void assertRefused(
            Source<P> source, P position, Path file, String told) {
        var refused = assertThrows(StopFlow.class, () -> open(source, position, file));
        assertEquals("WEIR-4216", refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains(told), refused.getMessage());
    }

    private <P extends Record> void open(Source<P> source, P position, Path file) throws Exception {
        try (var bench = new Bench(folder)) {
            var outputs = bench.outputs(source, Inputs.none());
            try (var context = new TestContext(bench, "in", Inputs.none(), outputs);
                    var task = source.start(context)) {
                var split = new Split(Sources.file(file).value(), Map.of());
                task.open(split, Optional.of(position)).close();
            }
        }
    }
}
