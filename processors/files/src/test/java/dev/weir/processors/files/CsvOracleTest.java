package dev.weir.processors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.ByteSize;
import dev.weir.api.JsonRows;
import dev.weir.api.Utf8Buffer;
import dev.weir.processors.files.csv.CsvSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random files, read as DuckDB reads them, however they are cut, whatever bad rows are among them.
 */
final class CsvOracleTest {

    private static final String[] NAMES = {
        "whole", "small", "big", "real", "money", "wide", "flag", "day", "clock", "moment", "text"
    };
    private static final String[] TYPES = {
        "int64",
        "int16",
        "uint64",
        "float64",
        "decimal(10,2)",
        "decimal(30,5)",
        "bool",
        "date",
        "time",
        "timestamp(UTC)",
        "utf8"
    };
    private static final String[] THEIR_TYPES = {
        "BIGINT",
        "SMALLINT",
        "UBIGINT",
        "DOUBLE",
        "DECIMAL(10,2)",
        "DECIMAL(30,5)",
        "BOOLEAN",
        "DATE",
        "TIME",
        "TIMESTAMPTZ",
        "VARCHAR"
    };
    private static final int TEXT = NAMES.length - 1;

    /** Each cannot be read, and swallows none of its neighbours. */
    private static final List<String> BAD =
            List.of(
                    "1,2",
                    "x,1,1,1,1,1,true,2024-01-01,10:00,2024-01-01T00:00Z,t",
                    "1,40000,1,1,1,1,true,2024-01-01,10:00,2024-01-01T00:00Z,t",
                    "1,1,-1,1,1,1,true,2024-01-01,10:00,2024-01-01T00:00Z,t",
                    "1,1,1,1,1.234,1,true,2024-01-01,10:00,2024-01-01T00:00Z,t",
                    "1,1,1,1,1,1,maybe,2024-01-01,10:00,2024-01-01T00:00Z,t",
                    "1,1,1,1,1,1,true,2023-02-29,10:00,2024-01-01T00:00Z,t",
                    "1,1,1,1,1,1,true,2024-01-01,25:00,2024-01-01T00:00Z,t",
                    "1,1,1,1,1,1,true,2024-01-01,10:00,2024-01-01T00:00Z,\"t\"x");

    @TempDir Path folder;

    @Test
    void readsWhatDuckDbReads() throws Exception {
        for (int round = 0; round < 12; round++) {
            long seed = System.nanoTime();
            var random = new SplittableRandom(seed);
            String end = random.nextBoolean() ? "\n" : "\r\n";
            var rows = new ArrayList<String>();
            for (int i = random.nextInt(1, 3000); i > 0; i--) {
                rows.add(row(random));
            }
            Path good = folder.resolve("good.csv");
            String header = String.join(",", NAMES) + end;
            Files.writeString(
                    good, header + String.join(end, rows) + (random.nextBoolean() ? end : ""));
            List<String> expected = theirs(good);

            var whole = Reading.of(source(good, 65_536), folder);
            assertSame(expected, whole.rows, seed);
            assertEquals(List.of(), whole.errors, "seed " + seed);

            var lines = new ArrayList<Long>();
            Path bad = folder.resolve("bad.csv");
            Files.writeString(bad, header + withBadRows(rows, end, random, lines));
            int size = random.nextInt(1, 200);
            int polls = random.nextInt(1, 4);
            var cut = Reading.of(source(bad, size), folder, polls);
            assertSame(expected, cut.rows, seed);
            assertEquals(lines, lines(cut.errors), "seed " + seed);
        }
    }

    /** Row by row, so that a failure names the first difference only. */
    private static void assertSame(List<String> expected, List<String> rows, long seed) {
        for (int i = 0; i < Math.min(expected.size(), rows.size()); i++) {
            assertEquals(expected.get(i), rows.get(i), "row " + i + ", seed " + seed);
        }
        assertEquals(expected.size(), rows.size(), "seed " + seed);
    }

    private static String withBadRows(
            List<String> rows, String end, SplittableRandom random, List<Long> lines) {
        var text = new StringBuilder();
        long line = 2;
        for (String row : rows) {
            if (random.nextInt(10) == 0) {
                text.append(BAD.get(random.nextInt(BAD.size()))).append(end);
                lines.add(line++);
            }
            text.append(row).append(end);
            line += 1 + row.chars().filter(c -> c == '\n').count();
        }
        return text.toString();
    }

    private static List<Long> lines(List<String> errors) {
        return errors.stream()
                .map(error -> error.replaceAll(".*\"_line\":(\\d+).*", "$1"))
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    private static CsvSource source(Path file, int batchSize) {
        var columns = new ArrayList<String>();
        for (int i = 0; i < NAMES.length; i++) {
            columns.add(NAMES[i] + " " + TYPES[i]);
        }
        return new CsvSource(
                Sources.file(file),
                Sources.columns(String.join(", ", columns)),
                CsvSource.Others.SKIP,
                true,
                ",",
                "\"",
                "",
                "utf-8",
                new ByteSize(1 << 20),
                batchSize,
                false);
    }

    private static String row(SplittableRandom random) {
        var row = new StringBuilder();
        for (int column = 0; column < NAMES.length; column++) {
            if (column > 0) {
                row.append(',');
            }
            String value = random.nextInt(8) == 0 ? "" : value(column, random);
            boolean quote =
                    column == TEXT && random.nextInt(3) == 0
                            || value.contains(",")
                            || value.contains("\n")
                            || value.contains("\"");
            row.append(quote ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        return row.toString();
    }

    private static String value(int column, SplittableRandom random) {
        return switch (column) {
            case 0 -> String.valueOf(random.nextLong() >> random.nextInt(64));
            case 1 -> String.valueOf((short) random.nextInt());
            case 2 -> Long.toUnsignedString(random.nextLong() >>> random.nextInt(64));
            case 3 -> real(random);
            case 4 ->
                    String.valueOf(random.nextInt(-99_999_999, 99_999_999) / 100.0)
                            .replaceAll("E.*", "");
            case 5 -> random.nextLong() + "." + random.nextInt(100_000);
            case 6 ->
                    List.of("true", "false", "1", "0", "T", "f", "Yes", "no")
                            .get(random.nextInt(8));
            case 7 -> day(random);
            case 8 -> time(random);
            case 9 ->
                    day(random) + (random.nextBoolean() ? "T" : " ") + time(random) + zone(random);
            default -> text(random);
        };
    }

    private static String real(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt() / 1e6);
            case 1 -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(any) ? String.valueOf(any) : "0";
            }
            case 2 -> String.valueOf(random.nextInt());
            default -> String.valueOf(random.nextDouble());
        };
    }

    private static String day(SplittableRandom random) {
        return java.time.LocalDate.ofEpochDay(random.nextInt(-200_000, 200_000)).toString();
    }

    private static String time(SplittableRandom random) {
        String fraction =
                switch (random.nextInt(4)) {
                    case 0 -> "." + random.nextInt(10);
                    case 1 -> ".%06d".formatted(random.nextInt(1_000_000));
                    default -> "";
                };
        return "%02d:%02d:%02d%s"
                .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60), fraction);
    }

    private static String zone(SplittableRandom random) {
        return List.of("Z", "+00:00", "+05:30", "-08", "").get(random.nextInt(5));
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            int[] points = "abcdefgh ,\"\n;'é€😀".codePoints().toArray();
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    /** The rows as DuckDB reads them, in our spelling. */
    private static List<String> theirs(Path file) throws Exception {
        var columns = new ArrayList<String>();
        for (int i = 0; i < NAMES.length; i++) {
            columns.add(NAMES[i] + ": '" + THEIR_TYPES[i] + "'");
        }
        String sql =
                """
                SELECT * FROM read_csv('%s', header = true, auto_detect = false, delim = ',',
                    quote = '"', escape = '"', allow_quoted_nulls = false, parallel = false,
                    new_line = '%s', columns = {%s})
                """
                        .formatted(
                                Sources.file(file),
                                Files.readString(file, UTF_8)
                                                .startsWith(
                                                        "\r\n", String.join(",", NAMES).length())
                                        ? "\\r\\n"
                                        : "\\n",
                                String.join(", ", columns));
        var lines = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var allocator = new RootAllocator()) {
            statement.execute("SET threads = 1; SET TimeZone = 'UTC'");
            try (var result = (DuckDBResultSet) statement.executeQuery(sql);
                    var reader = (ArrowReader) result.arrowExportStream(allocator, 1024)) {
                while (reader.loadNextBatch()) {
                    var root = reader.getVectorSchemaRoot();
                    var text = new Utf8Buffer(1024);
                    var batch =
                            dev.weir.api.Batch.of(
                                    root.getSchema(), root.getFieldVectors(), root.getRowCount());
                    JsonRows.of(root.getSchema()).lines(batch, 0, batch.rows(), text);
                    text.toString().lines().forEach(lines::add);
                }
            }
        }
        return lines;
    }
}
