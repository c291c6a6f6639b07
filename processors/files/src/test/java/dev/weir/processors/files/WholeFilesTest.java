package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.ByteSize;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.StopFlow;
import dev.weir.api.WireSchema;
import dev.weir.processors.files.csv.CsvSink;
import dev.weir.processors.files.text.TextReceipt;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink of text that shows whole files only. */
final class WholeFilesTest {

    private static final Schema SCHEMA = Rows.schema("id int64");
    private static final Rows ONE = Rows.of(SCHEMA, "{id: 1}");
    private static final Rows TWO = Rows.of(SCHEMA, "{id: 2}");
    private static final Rows THREE = Rows.of(SCHEMA, "{id: 3}");
    private static final Duration AGE = Duration.ofMinutes(5);

    @TempDir Path folder;

    @Test
    void aFileIsSeenWhenItIsOldEnoughAndNoRowIsLostBefore() throws Exception {
        try (var writing = writing("out", 1 << 20)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.crash();
            writing.write(TWO);
            writing.checkpoint();
            writing.write(THREE);
            writing.abort();
            assertEquals(List.of(), Shown.lines(folder));

            writing.pass(AGE);
            writing.write(THREE);
            writing.prepare();
            writing.crash();
            writing.commit();
            assertEquals(List.of("out/part-00000.csv id|1|2|3"), Shown.lines(folder));

            writing.write(ONE);
            writing.checkpoint();
            writing.commit();
            writing.pass(AGE);
            writing.checkpoint();
        }
        assertEquals(
                List.of("out/part-00000.csv id|1|2|3", "out/part-00001.csv id|1"),
                Shown.lines(folder));
        assertEquals(List.of("out/.weir.orders.out.2e1000c5"), Shown.hidden(folder));
    }

    @Test
    void whatIsHeldBackIsDueByItsAge() throws Exception {
        try (var writing = writing("out", 1 << 20)) {
            assertEquals(Optional.empty(), writing.due());
            writing.write(ONE);
            writing.checkpoint();
            var due = writing.due();
            writing.pass(Duration.ofMinutes(1));
            writing.write(TWO);
            writing.checkpoint();
            writing.crash();
            assertEquals(due, writing.due());

            writing.pass(AGE.minusMinutes(1));
            writing.checkpoint();
            assertEquals(Optional.empty(), writing.due());
        }
        assertEquals(List.of("out/part-00000.csv id|1|2"), Shown.lines(folder));
    }

    @Test
    void whatIsLeftIsShownWhenNoRowFollows() throws Exception {
        try (var writing = writing("out", 1 << 20)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.flush();
            writing.prepare();
            writing.crash();
            assertEquals(List.of("out/part-00000.csv id|1"), Shown.lines(folder));
            writing.write(TWO);
            writing.checkpoint();
            assertEquals(List.of("out/part-00000.csv id|1"), Shown.lines(folder));
        }
    }

    @Test
    void aFullFileIsShownByTheNextCheckpoint() throws Exception {
        try (var writing = writing("out", 4)) {
            for (Rows rows : List.of(ONE, TWO, THREE)) {
                writing.write(rows);
            }
            writing.abort();
            for (Rows rows : List.of(ONE, TWO, THREE)) {
                writing.write(rows);
            }
            assertEquals(List.of(), Shown.lines(folder));
            writing.checkpoint();
            writing.crash();
        }
        assertEquals(
                List.of(
                        "out/part-00000.csv id|1",
                        "out/part-00001.csv id|2",
                        "out/part-00002.csv id|3"),
                Shown.lines(folder));
    }

    @Test
    void aFileThatWasTakenAwayIsNotMissed() throws Exception {
        try (var writing = writing("out", 1 << 20)) {
            writing.write(ONE);
            writing.flush();
            writing.checkpoint();
            Files.delete(folder.resolve("out/part-00000.csv"));
            writing.commit();
            writing.crash();
            writing.crash();
            writing.write(TWO);
            writing.flush();
            writing.checkpoint();
        }
        assertEquals(List.of("out/part-00001.csv id|2"), Shown.lines(folder));
    }

    /** The process dies in the middle of a commit, and somebody is quick. */
    @Test
    void aFileThatWasTakenAwayInTheMiddleOfACommitIsNotMissed() throws Exception {
        Path out = folder.resolve("out");
        try (var writing = writing("out", 1 << 20)) {
            writing.write(ONE);
            writing.flush();
            var receipt = writing.prepare().orElseThrow();
            Path list = out.resolve(".weir.orders.out.2e1000c5");
            Files.writeString(list, receipt.shown().getFirst().visible() + "\n");
            Files.delete(Path.of(receipt.shown().getFirst().hidden()));

            writing.crash();
            writing.write(TWO);
            writing.flush();
            writing.checkpoint();
        }
        assertEquals(List.of("out/part-00001.csv id|2"), Shown.lines(folder));
    }

    @Test
    void aDraftThatWasLostIsMissed() throws Exception {
        try (var writing = writing("out", 1 << 20)) {
            writing.write(ONE);
            writing.flush();
            var receipt = writing.prepare().orElseThrow();
            Files.delete(Path.of(receipt.shown().getFirst().hidden()));

            assertThrows(IOException.class, writing::crash);
        }
    }

    @Test
    void aFileOfOthersIsNotOverwritten() throws Exception {
        Path theirs = folder.resolve("out/part-00000.csv");
        try (var writing = writing("out", 1 << 20)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.flush();
            writing.prepare();
            Files.writeString(theirs, "theirs\n");
            assertEquals("WEIR-4211", assertThrows(StopFlow.class, writing::crash).code());

            Files.delete(theirs);
            writing.crash();
        }
        assertEquals(List.of("out/part-00000.csv id|1"), Shown.lines(folder));
    }

    @Test
    void aNameIsNeverUsedAgain() throws Exception {
        var family = new WireSchema.Family(Map.of("orders", SCHEMA, "people", SCHEMA));
        var inputs = new Inputs(Map.of("input", family));
        try (var writing = Writing.of(sink("{_table}", 1 << 20), folder, false, inputs)) {
            writing.write("orders", ONE);
            writing.pass(AGE);
            writing.checkpoint();
            Files.delete(folder.resolve("orders/part-00000.csv"));
            writing.write("people", TWO);
            writing.checkpoint();
            writing.crash();
            writing.crash();
            writing.write("orders", THREE);
            writing.flush();
            writing.checkpoint();
        }
        assertEquals(
                List.of("orders/part-00001.csv id|3", "people/part-00000.csv id|2"),
                Shown.lines(folder));
    }

    @Test
    void rowsWithOtherColumnsBeginAnotherFile() throws Exception {
        try (var writing = writing("out", 1 << 20)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.crash();
            writing.write(Rows.of("key int64", "{key: 3}"));
            writing.flush();
            writing.checkpoint();
        }
        assertEquals(
                List.of("out/part-00000.csv id|1", "out/part-00001.csv key|3"),
                Shown.lines(folder));
    }

    @Test
    void everyTableHasFilesOfItsOwn() throws Exception {
        var family = new WireSchema.Family(Map.of("orders", SCHEMA, "people", SCHEMA));
        var inputs = new Inputs(Map.of("input", family));
        try (var writing = Writing.of(sink("{_table}", 1 << 20), folder, false, inputs)) {
            writing.write("orders", ONE);
            writing.checkpoint();
            writing.pass(AGE);
            writing.write("people", TWO);
            writing.checkpoint();
            assertEquals(List.of("orders/part-00000.csv id|1"), Shown.lines(folder));
            writing.crash();
            writing.write("people", THREE);
            writing.flush();
            writing.checkpoint();
        }
        assertEquals(
                List.of("orders/part-00000.csv id|1", "people/part-00000.csv id|2|3"),
                Shown.lines(folder));
    }

    @Test
    void oneFileCannotBeShownInPieces() {
        var refused = assertThrows(InvalidSetting.class, () -> sink("out.csv", 1));
        assertEquals("commit-every", refused.setting());
    }

    private Writing<TextReceipt> writing(String path, long fileSize) throws Exception {
        return Writing.of(sink(path, fileSize), folder, false, Inputs.of(SCHEMA));
    }

    private CsvSink sink(String path, long fileSize) {
        return new CsvSink(
                Sources.file(folder.resolve(path)),
                true,
                ",",
                "\"",
                "",
                WhenExists.FAIL,
                new ByteSize(fileSize),
                Optional.of(AGE));
    }
}
