package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ByteSize;
import dev.weir.processors.files.csv.CsvSource;
import dev.weir.processors.files.jsonl.JsonLinesSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are longer than is allowed, and than what is in memory at once. */
final class LongLinesTest {

    @TempDir Path folder;

    @Test
    void theRestOfALongCsvLineIsNoRowAfterARestart() throws Exception {
        String tail = "x".repeat(600_000) + ",7,8\n";
        Files.writeString(folder.resolve("in.csv"), "a,b\n0,y\n1," + tail + "2,z\n3," + tail);

        var reading = Reading.of(csv(1000), folder, 1);

        assertEquals(List.of("{\"a\":0,\"b\":\"y\"}", "{\"a\":2,\"b\":\"z\"}"), reading.rows);
        assertEquals(2, reading.errors.size());
        assertTrue(reading.errors.getLast().contains("\"_line\":5,"));
        assertEquals(6, reading.positions.getLast().line());
    }

    @Test
    void theRestOfALongJsonLineIsNoRowAfterARestart() throws Exception {
        String line = "{\"x\":\"" + "x".repeat(600_000) + "\",\"a\":1}\n";
        Files.writeString(folder.resolve("in.jsonl"), "{\"a\":0}\n" + line + "{\"a\":2}\n" + line);

        var reading = Reading.of(jsonl(1000), folder, 1);

        assertEquals(List.of("{\"a\":0}", "{\"a\":2}"), reading.rows);
        assertEquals(2, reading.errors.size());
        assertTrue(reading.errors.getLast().contains("\"_line\":4,"));
        assertEquals(5, reading.positions.getLast().line());
    }

    @Test
    void aLongLineMayBeginAtTheEndOfWhatIsInMemory() throws Exception {
        for (int size = 262_100; size > 262_000; size -= 20) {
            Files.writeString(
                    folder.resolve("in.jsonl"),
                    "\n".repeat(size) + "{\"x\":\"" + "x".repeat(1000) + "\"}\n{\"a\":2}\n");

            var reading = Reading.of(jsonl(20), folder, 1);

            assertEquals(List.of("{\"a\":2}"), reading.rows);
            assertEquals(1, reading.errors.size());
        }
    }

    @Test
    void aWrongQuoteIsNotTakenForALongRow() throws Exception {
        Files.writeString(folder.resolve("in.csv"), "a,b\n1,\"x\"y\n" + "2,z\n".repeat(1000));

        var reading = Reading.of(csv(100), folder);

        assertEquals(1000, reading.rows.size());
        assertEquals(1, reading.errors.size());
        assertTrue(reading.errors.getFirst().contains("WEIR-4203"), reading.errors.getFirst());
    }

    private CsvSource csv(int limit) {
        return new CsvSource(
                Sources.file(folder.resolve("in.csv")),
                Sources.columns("a int32, b utf8"),
                CsvSource.Others.SKIP,
                true,
                ",",
                "\"",
                "",
                "utf-8",
                new ByteSize(limit),
                1,
                false);
    }

    private JsonLinesSource jsonl(int limit) {
        return new JsonLinesSource(
                Sources.file(folder.resolve("in.jsonl")),
                Sources.columns("a int32"),
                new ByteSize(limit),
                1,
                false);
    }
}
