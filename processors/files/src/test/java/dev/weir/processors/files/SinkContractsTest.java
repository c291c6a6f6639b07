package dev.weir.processors.files;

import dev.weir.api.ByteSize;
import dev.weir.api.Column;
import dev.weir.api.Sink;
import dev.weir.processors.files.csv.CsvSink;
import dev.weir.processors.files.jsonl.JsonLinesSink;
import dev.weir.processors.files.parquet.ParquetReceipt;
import dev.weir.processors.files.parquet.ParquetSink;
import dev.weir.processors.files.text.TextReceipt;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Rows;
import dev.weir.testkit.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** What every sink must do, done by the sinks of files. */
final class SinkContractsTest {

    private static final Rows ROWS =
            Rows.of(
                    "id int64, name utf8, part utf8",
                    "{id: 1, name: \"a\", part: \"x\"}",
                    "{id: 2, name: null, part: \"y\"}",
                    "{id: 3, name: \"c,d\", part: \"x\"}",
                    "{id: 4, name: \"\", part: \"x y\"}");

    private static final List<String> JSON =
            List.of(
                    "{\"id\":1,\"name\":\"a\",\"part\":\"x\"}",
                    "{\"id\":2,\"name\":null,\"part\":\"y\"}",
                    "{\"id\":3,\"name\":\"c,d\",\"part\":\"x\"}",
                    "{\"id\":4,\"name\":\"\",\"part\":\"x y\"}");

    /** A sink into a folder {@code out}, or a file of that name with an ending. */
    abstract static class JsonLines extends SinkContract<TextReceipt> {

        final Sink<TextReceipt> sink(Path out, long fileSize, Optional<Duration> commitEvery) {
            return new JsonLinesSink(
                    Sources.file(out), WhenExists.FAIL, new ByteSize(fileSize), commitEvery);
        }

        @Override
        protected final Rows rows() {
            return ROWS;
        }

        @Override
        protected final List<String> visible(Path target) throws IOException {
            var lines = new ArrayList<>(lines(target, 0));
            lines.addAll(lines(target.resolve("out"), 0));
            return lines;
        }

        @Override
        protected final List<String> expected() {
            return JSON;
        }
    }

    @Nested
    final class JsonFile extends JsonLines {
        @Override
        protected Sink<TextReceipt> sink(Path target) {
            return sink(target.resolve("out.jsonl"), 1 << 20, Optional.empty());
        }
    }

    @Nested
    final class JsonFolder extends JsonLines {
        @Override
        protected Sink<TextReceipt> sink(Path target) {
            return sink(target.resolve("out"), 50, Optional.empty());
        }
    }

    @Nested
    final class WholeJsonFiles extends JsonLines {
        @Override
        protected Sink<TextReceipt> sink(Path target) {
            return sink(target.resolve("out"), 50, Optional.of(Duration.ZERO));
        }
    }

    @Nested
    final class Csv extends SinkContract<TextReceipt> {
        @Override
        protected Sink<TextReceipt> sink(Path target) {
            return new CsvSink(
                    Sources.file(target.resolve("out.csv")),
                    true,
                    ";",
                    "'",
                    "NULL",
                    WhenExists.FAIL,
                    new ByteSize(1 << 20),
                    Optional.empty());
        }

        @Override
        protected Rows rows() {
            return ROWS;
        }

        @Override
        protected List<String> visible(Path target) throws IOException {
            return lines(target, 1);
        }

        @Override
        protected List<String> expected() {
            return List.of("1;a;x", "2;NULL;y", "3;c,d;x", "4;'';x y");
        }
    }

    abstract static class AnyParquet extends SinkContract<ParquetReceipt> {
        @Override
        protected final Rows rows() {
            return ROWS;
        }

        @Override
        protected final List<String> visible(Path target) throws Exception {
            return parquetRows(target);
        }

        @Override
        protected final List<String> expected() {
            return List.of("1 a x", "2 null y", "3 c,d x", "4  x y");
        }
    }

    @Nested
    final class Parquet extends AnyParquet {
        @Override
        protected Sink<ParquetReceipt> sink(Path target) {
            return parquet(target, List.of());
        }
    }

    @Nested
    final class PartitionedParquet extends AnyParquet {
        @Override
        protected Sink<ParquetReceipt> sink(Path target) {
            return parquet(target, List.of(new Column("part")));
        }
    }

    private static ParquetSink parquet(Path target, List<Column> partitionBy) {
        return new ParquetSink(
                Sources.file(target.resolve("out")),
                partitionBy,
                ParquetSink.Compression.SNAPPY,
                WhenExists.FAIL,
                new ByteSize(1 << 20),
                Duration.ZERO);
    }

    /** The lines of all visible files but the first ones of each. */
    private static List<String> lines(Path folder, int skipped) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    var all = Files.readAllLines(file);
                    lines.addAll(all.subList(Math.min(skipped, all.size()), all.size()));
                }
            }
        }
        return lines;
    }

    /** Rows of all visible files, as another program sees them. */
    static List<String> parquetRows(Path target) throws Exception {
        var rows = new ArrayList<String>();
        var files = new ArrayList<String>();
        if (Files.exists(target.resolve("out"))) {
            try (var all = Files.walk(target.resolve("out"))) {
                all.filter(Files::isRegularFile)
                        .map(file -> file.toString().replace('\\', '/'))
                        .filter(file -> !file.substring(target.toString().length()).contains("/."))
                        .forEach(file -> files.add("'" + file + "'"));
            }
        }
        if (files.isEmpty()) {
            return rows;
        }
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var result =
                        statement.executeQuery(
                                "SELECT id, name, part FROM read_parquet(%s, hive_partitioning=true)"
                                                .formatted(files)
                                        + " ORDER BY id")) {
            while (result.next()) {
                rows.add(
                        "%d %s %s"
                                .formatted(
                                        result.getLong(1),
                                        result.getString(2),
                                        result.getString(3)));
            }
        }
        return rows;
    }
}
