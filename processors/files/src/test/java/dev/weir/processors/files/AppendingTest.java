package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.ByteSize;
import dev.weir.api.Inputs;
import dev.weir.processors.files.csv.CsvSink;
import dev.weir.processors.files.text.TextReceipt;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
