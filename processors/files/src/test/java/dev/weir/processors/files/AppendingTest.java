package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ByteSize;
import dev.weir.api.ColumnType;
import dev.weir.api.Inputs;
import dev.weir.api.StopFlow;
import dev.weir.processors.files.csv.CsvSink;
import dev.weir.processors.files.text.TextReceipt;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there already when rows are added to a file. */
final class AppendingTest {

    private static final Schema SCHEMA = Rows.schema("id int64");
    private static final Rows ONE = Rows.of(SCHEMA, "{id: 1}");
    private static final Rows TWO = Rows.of(SCHEMA, "{id: 2}");
    private static final Rows OTHER = Rows.of("key int64", "{key: 3}");

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("a.csv");
    }

    @Test
    void aLastLineWithoutItsEndIsEndedFirst() throws Exception {
        Files.writeString(file, "id\n0");
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.abort();
            writing.write(ONE);
            writing.prepare();
            writing.crash();
            writing.write(TWO);
            writing.checkpoint();
            writing.crash();
        }
        assertEquals("id\n0\n1\n2\n", text());
    }

    @Test
    void aLastLineThatEndsIsLeftAsItIs() throws Exception {
        Files.writeString(file, "id\r\n0\r\n");
        try (var writing = writing(true)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.publish();
        }
        assertEquals("id\r\n0\r\n1\n", text());
    }

    @Test
    void anEmptyFileGetsItsHeader() throws Exception {
        Files.writeString(file, "");
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.checkpoint();
        }
        assertEquals("id\n1\n", text());
    }

    @Test
    void aFileThatWasTakenAwayBeginsAnew() throws Exception {
        Path away = folder.resolve("a.1.csv");
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.checkpoint();
            Files.move(file, away);
            writing.write(TWO);
            writing.checkpoint();
            writing.write(ONE);
            writing.prepare();
            writing.crash();
        }
        assertEquals("id\n1\n", Files.readString(away));
        assertEquals("id\n2\n1\n", text());
    }

    @Test
    void aFileThatIsTakenAwayBeforeItsCommitBeginsAnewWithItsHeader() throws Exception {
        Path away = folder.resolve("a.1.csv");
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.write(TWO);
            writing.prepare();
            Files.move(file, away);
            writing.crash();
            writing.commit();
            writing.write(ONE);
            Files.writeString(file, "");
            writing.checkpoint();
        }
        assertEquals("id\n1\n", Files.readString(away));
        assertEquals("id\n1\n", text());
    }

    @Test
    void whatOthersAddStays() throws Exception {
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.checkpoint();
            Files.writeString(file, "8\n9", StandardOpenOption.APPEND);
            writing.write(TWO);
            writing.checkpoint();
            writing.crash();
        }
        assertEquals("id\n1\n8\n9\n2\n", text());
    }

    @Test
    void whatOthersAddBeforeTheCommitIsNotCutOff() throws Exception {
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.write(TWO);
            writing.prepare();
            Files.writeString(file, "8\n", StandardOpenOption.APPEND);
            var refused = assertThrows(IOException.class, writing::crash);
            assertTrue(String.valueOf(refused.getMessage()).contains("rows of others"));
            assertEquals("id\n1\n8\n", text());

            Files.writeString(file, "id\n1\n2");
            writing.crash();
        }
        assertEquals("id\n1\n2\n", text());
    }

    @Test
    void aSpoolThatWasLostIsMissed() throws Exception {
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.write(TWO);
            var receipt = writing.prepare().orElseThrow();
            Files.delete(Path.of(receipt.shown().getFirst().hidden()));

            assertThrows(IOException.class, writing::crash);
        }
    }

    @Test
    void namesWithLineEndsAreNoObstacle() throws Exception {
        var odd =
                Rows.of(
                        new Schema(List.of(ColumnType.parse("int64").field("a\r\nb"))),
                        "{\"a\\r\\nb\": 1}");
        try (var writing = writing(false)) {
            writing.write(odd);
            writing.checkpoint();
            writing.write(odd);
            writing.checkpoint();
        }
        assertEquals("\"a\r\nb\"\n1\n1\n", text());
    }

    @Test
    void aFileThatWasCutIsNotAddedToUntilItIsTakenAway() throws Exception {
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.write(TWO);
            writing.prepare();
            Files.writeString(file, "id\n");
            var cut = assertThrows(IOException.class, writing::crash);
            assertTrue(String.valueOf(cut.getMessage()).contains("take it away"));

            Files.delete(file);
            writing.crash();
        }
        assertEquals("id\n2\n", text());
    }

    @Test
    void rowsWithOtherColumnsDoNotGetUnderTheHeader() throws Exception {
        Files.writeString(file, "\uFEFFid\r\n0\r\n");
        try (var writing = writing(false)) {
            writing.write(ONE);
            writing.checkpoint();
            var other = assertThrows(StopFlow.class, () -> writing.write(OTHER));
            assertEquals("WEIR-4217", other.code());
            writing.crash();
            writing.write(TWO);
            assertThrows(StopFlow.class, () -> writing.write(OTHER));
        }
        assertEquals("\uFEFFid\r\n0\r\n1\n", text());
    }

    @Test
    void rowsWithOtherColumnsBeginAPartOfAFolder() throws Exception {
        for (boolean replacing : new boolean[] {false, true}) {
            file = folder.resolve("parts-" + replacing);
            try (var writing = writing(replacing)) {
                writing.write(ONE);
                writing.write(OTHER);
                writing.write(TWO);
                writing.checkpoint();
                writing.write(OTHER);
                writing.crash();
                writing.write(TWO);
                writing.checkpoint();
                writing.publish();
            }
            assertEquals(
                    List.of("part-00000.csv id|1", "part-00001.csv key|3", "part-00002.csv id|2|2"),
                    Shown.lines(file));
        }
    }

    @Test
    void theFirstRowsAppearWithTheirFile() throws Exception {
        try (var writing = writing(false)) {
            writing.write(ONE);
            var receipt = writing.prepare().orElseThrow();
            Path draft = Path.of(receipt.shown().getFirst().hidden());
            Object written = Files.readAttributes(draft, BasicFileAttributes.class).fileKey();
            writing.crash();
            Object shown = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            assertEquals(written, shown, "the draft is to become the file, in one step");
        }
        assertEquals("id\n1\n", text());
    }

    @Test
    void aRunThatEndsLeavesAFileWithItsHeaderEvenWithoutRows() throws Exception {
        for (int run = 0; run < 2; run++) {
            try (var writing = writing(true)) {
                writing.checkpoint();
                writing.crash();
                writing.publish();
            }
            assertEquals("id\n", text());
        }
    }

    private Writing<TextReceipt> writing(boolean replacing) throws Exception {
        var sink =
                new CsvSink(
                        Sources.file(file),
                        true,
                        ",",
                        "\"",
                        "",
                        WhenExists.APPEND,
                        new ByteSize(1 << 20),
                        Optional.empty());
        return Writing.of(sink, folder, replacing, Inputs.of(SCHEMA));
    }

    private String text() throws IOException {
        return Files.readString(file);
    }
}
