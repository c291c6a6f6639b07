package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ByteSize;
import dev.weir.api.Column;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.StopFlow;
import dev.weir.processors.files.jsonl.JsonLinesSink;
import dev.weir.processors.files.parquet.ParquetReceipt;
import dev.weir.processors.files.parquet.ParquetSink;
import dev.weir.processors.files.parquet.ParquetSource;
import dev.weir.processors.files.text.TextReceipt;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in places whose names hold characters that mean something in a pattern. */
final class OddPathsTest {

    private static final Schema SCHEMA = Rows.schema("id int64, name utf8, part utf8");
    private static final Rows ONE = Rows.of(SCHEMA, "{id: 1, name: \"a\", part: \"x.part\"}");
    private static final Rows TWO = Rows.of(SCHEMA, "{id: 2, name: \"b\", part: \"[y]\"}");
    private static final List<String> BOTH =
            List.of(
                    "{\"id\":1,\"name\":\"a\",\"part\":\"x.part\"}",
                    "{\"id\":2,\"name\":\"b\",\"part\":\"[y]\"}");

    /** Windows has no stars and question marks in names. */
    private static final String ODD =
            File.separatorChar == '/' ? "my [data] {a,b} **?'" : "my [data] {a,b} '";

    @TempDir Path folder;

    @Test
    void appendingRunsKeepWhatEarlierOnesWrote() throws Exception {
        for (String path : List.of(ODD + "/out", ODD + "/out.jsonl")) {
            for (Rows rows : List.of(ONE, TWO)) {
                try (var writing = jsonl(path, false, WhenExists.APPEND)) {
                    writing.write(rows);
                    writing.checkpoint();
                }
            }
        }
        assertEquals(BOTH, lines(ODD + "/out/part-00000.jsonl"));
        assertEquals(BOTH, lines(ODD + "/out.jsonl"));
    }

    @Test
    void aHiddenFileIsAppendedTo() throws Exception {
        for (Rows rows : List.of(ONE, TWO)) {
            try (var writing = jsonl(".out.jsonl", false, WhenExists.APPEND)) {
                writing.write(rows);
                writing.checkpoint();
            }
        }
        assertEquals(BOTH, lines(".out.jsonl"));
    }

    @Test
    void aPatternThatMakesNoSenseIsAProblemOfThePath() throws Exception {
        try (var bench = new Bench(folder)) {
            for (String pattern : List.of("in-[.csv", "{a,b.csv", "[z-a].csv")) {
                var path = folder.resolve(pattern);
                for (var source :
                        List.of(
                                Sources.csv(path, "id int32"),
                                Sources.jsonl(path, "", 1),
                                new ParquetSource(Sources.file(path), List.of(), false))) {
                    var invalid =
                            assertThrows(
                                    InvalidSetting.class,
                                    () -> bench.problems(source, Inputs.none()));
                    assertEquals("path", invalid.setting());
                }
            }
        }
    }

    @Test
    void aFolderMayEndInASlash() throws Exception {
        for (int run = 0; run < 2; run++) {
            try (var writing = jsonl("out/", true, WhenExists.FAIL)) {
                writing.write(ONE);
                writing.checkpoint();
                writing.publish();
            }
        }
        assertEquals(BOTH.subList(0, 1), lines("out/part-00000.jsonl"));
    }

    @Test
    void filesOfOthersAreNotTouchedUnlessTold() throws Exception {
        file("my [data]/out.jsonl");
        file("my [data]/out/b.jsonl");
        for (String path : List.of("my [data]/out", "my [data]/out.jsonl")) {
            for (boolean replacing : new boolean[] {true, false}) {
                assertThrows(StopFlow.class, () -> jsonl(path, replacing, WhenExists.FAIL).close());
            }
        }
    }

    @Test
    void onlyFilesOfThePlaceItselfAreReplaced() throws Exception {
        file("a/theirs.jsonl");
        file("a.jsonl");
        for (String path : List.of("[ab]", "[ab].jsonl")) {
            try (var writing = jsonl(path, true, WhenExists.REPLACE)) {
                writing.write(ONE);
                writing.checkpoint();
                writing.publish();
            }
        }
        assertEquals(List.of("theirs"), lines("a/theirs.jsonl"));
        assertEquals(List.of("theirs"), lines("a.jsonl"));
        assertEquals(BOTH.subList(0, 1), lines("[ab]/part-00000.jsonl"));
        assertEquals(BOTH.subList(0, 1), lines("[ab].jsonl"));
    }

    @Test
    void aPartitionedSinkWritesEveryValue() throws Exception {
        try (var writing = parquet(ODD + "/out", true)) {
            writing.write(ONE);
            writing.write(TWO);
            writing.checkpoint();
            writing.publish();
        }
        var source =
                new ParquetSource(Sources.file(folder.resolve(ODD + "/out")), List.of(), false);
        assertEquals(
                BOTH.stream().sorted().toList(),
                Reading.of(source, folder).rows.stream().sorted().toList());

        try (var writing = parquet(ODD + "/out", true)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(BOTH.subList(0, 1), Reading.of(source, folder).rows);

        Files.delete(folder.resolve(ODD + "/out/.weir.orders.out.2e1000c5"));
        assertThrows(StopFlow.class, () -> parquet(ODD + "/out", true).close());
    }

    @Test
    void aPartitionThatNobodyWouldSeeIsRefused() {
        assertThrows(InvalidSetting.class, () -> parquet("out", true, new Column(".part")).close());
    }

    @Test
    void sourcesTakeTheFoldersThatAreThereLiterally() throws Exception {
        Files.createDirectories(folder.resolve(ODD + "/in"));
        Files.writeString(folder.resolve(ODD + "/in/1.csv"), "id\n1\n");
        Files.writeString(folder.resolve(ODD + "/in/2.csv"), "id\n2\n");

        var source = Sources.csv(folder.resolve(ODD + "/in/*.csv"), "id int64");

        assertEquals(List.of("{\"id\":1}", "{\"id\":2}"), Reading.of(source, folder).rows);
    }

    @Test
    void aPlaceBelowAFileIsRefusedAtOnce() throws Exception {
        file("a.txt");
        Files.createDirectory(folder.resolve("b.jsonl"));
        for (String path : List.of("a.txt/out", "a.txt/x/out.jsonl", "a.txt", "b.jsonl")) {
            var refused =
                    assertThrows(
                            StopFlow.class, () -> jsonl(path, true, WhenExists.APPEND).close());
            assertEquals("WEIR-4215", refused.code());
        }
        var refused = assertThrows(StopFlow.class, () -> parquet("a.txt/out", true).close());
        assertTrue(String.valueOf(refused.getMessage()).contains("a.txt is a file"));
    }

    private Writing<TextReceipt> jsonl(String path, boolean replacing, WhenExists whenExists)
            throws Exception {
        var place = Sources.file(folder);
        var sink =
                new JsonLinesSink(
                        new dev.weir.api.FilePath(place + "/" + path),
                        whenExists,
                        new ByteSize(1 << 20),
                        Optional.empty());
        return Writing.of(sink, folder, replacing, Inputs.of(SCHEMA));
    }

    private Writing<ParquetReceipt> parquet(String path, boolean replacing) throws Exception {
        return parquet(path, replacing, new Column("part"));
    }

    private Writing<ParquetReceipt> parquet(String path, boolean replacing, Column by)
            throws Exception {
        var sink =
                new ParquetSink(
                        Sources.file(folder.resolve(path)),
                        List.of(by),
                        ParquetSink.Compression.SNAPPY,
                        WhenExists.FAIL,
                        new ByteSize(1 << 20),
                        Duration.ofMinutes(5));
        return Writing.of(sink, folder, replacing, Inputs.of(SCHEMA));
    }

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "theirs\n");
    }

    private List<String> lines(String path) throws IOException {
        return Files.readAllLines(folder.resolve(path));
    }
}
