package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ByteSize;
import dev.weir.api.ColumnType;
import dev.weir.api.Inputs;
import dev.weir.api.StopFlow;
import dev.weir.api.WireSchema;
import dev.weir.processors.files.csv.CsvSink;
import dev.weir.processors.files.jsonl.JsonLinesSink;
import dev.weir.processors.files.text.TextReceipt;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextSinkTest {

    private static final Schema SCHEMA = Rows.schema("id int64");
    private static final Rows ONE = Rows.of(SCHEMA, "{id: 1}");
    private static final Rows TWO = Rows.of(SCHEMA, "{id: 2}");
    private static final Rows THREE = Rows.of(SCHEMA, "{id: 3}");

    @TempDir Path folder;

    @Test
    void aReplacingRunShowsNothingBeforeItIsPublished() throws Exception {
        try (var writing = writing("out/a.jsonl", true)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.write(TWO);
            writing.checkpoint();
            assertEquals(List.of(), Shown.lines(folder));

            writing.publish();
            writing.publish();
            assertEquals(List.of("out/a.jsonl {\"id\":1}|{\"id\":2}"), Shown.lines(folder));
            assertEquals(List.of("a.jsonl:1", "a.jsonl:2"), writing.places);
        }
    }

    @Test
    void aReplacingRunContinuesAtItsCheckpointAfterACrash() throws Exception {
        try (var writing = writing("out/a.jsonl", true)) {
            writing.write(ONE);
            writing.crash();
            writing.write(ONE);
            writing.checkpoint();
            writing.write(TWO);
            writing.crash();
            writing.write(TWO);
            writing.prepare();
            writing.crash();
            writing.commit();
            writing.write(THREE);
            writing.abort();
            writing.write(THREE);
            writing.checkpoint();
            writing.crash();
            writing.publish();
            writing.crash();
            writing.publish();
        }
        assertEquals(List.of("out/a.jsonl {\"id\":1}|{\"id\":2}|{\"id\":3}"), Shown.lines(folder));
        assertEquals(List.of("out/.weir.orders.out.2e1000c5"), Shown.hidden(folder));
    }

    @Test
    void aRunWithoutRowsLeavesAFileWithItsHeader() throws Exception {
        var sink = csv("out/a.csv");
        try (var writing = Writing.of(sink, folder, true, Inputs.of(SCHEMA))) {
            writing.crash();
            writing.checkpoint();
            writing.crash();
            writing.publish();
        }
        assertEquals("id\n", Files.readString(folder.resolve("out/a.csv")));
    }

    @Test
    void theHeaderStandsOnceHoweverOftenARunIsInterrupted() throws Exception {
        var sink = csv("out/a.csv");
        try (var writing = Writing.of(sink, folder, true, Inputs.of(SCHEMA))) {
            writing.checkpoint();
            writing.crash();
            writing.write(ONE);
            writing.checkpoint();
            writing.crash();
            writing.publish();
        }
        assertEquals("id\n1\n", Files.readString(folder.resolve("out/a.csv")));
    }

    @Test
    void theNextRunReplacesWhatTheLastOneWroteAndNothingElse() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/readme.txt"), "mine");
        try (var writing = writing("out", true, 1, WhenExists.FAIL)) {
            writing.write(ONE);
            writing.write(TWO);
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(
                List.of(
                        "out/part-00000.jsonl {\"id\":1}",
                        "out/part-00001.jsonl {\"id\":2}",
                        "out/readme.txt mine"),
                Shown.lines(folder));

        try (var writing = writing("out", true, 1, WhenExists.FAIL)) {
            writing.write(THREE);
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(
                List.of("out/part-00000.jsonl {\"id\":3}", "out/readme.txt mine"),
                Shown.lines(folder));
    }

    /** As when the path has a parameter in it. */
    @Test
    void whatWasWrittenUnderAnotherPathIsKept() throws Exception {
        for (String path : List.of("daily/mon.jsonl", "daily/tue.jsonl", "daily/tue.jsonl")) {
            try (var writing = writing(path, true)) {
                writing.write(ONE);
                writing.checkpoint();
                writing.publish();
            }
        }
        assertEquals(
                List.of("daily/mon.jsonl {\"id\":1}", "daily/tue.jsonl {\"id\":1}"),
                Shown.lines(folder));
        try (var writing = writing("daily/mon.jsonl", true)) {
            writing.write(TWO);
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(
                List.of("daily/mon.jsonl {\"id\":2}", "daily/tue.jsonl {\"id\":1}"),
                Shown.lines(folder));
    }

    @Test
    void aResultThatIsTakenAwayBeforeTheRunIsOverIsNotMissed() throws Exception {
        try (var writing = writing("out/a.jsonl", true)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.publish();
            Files.delete(folder.resolve("out/a.jsonl"));
            writing.crash();
            writing.publish();
        }
        assertEquals(List.of(), Shown.lines(folder));
    }

    @Test
    void aDraftThatWasLostIsMissed() throws Exception {
        try (var writing = writing("out/a.jsonl", true)) {
            writing.write(ONE);
            var receipt = writing.prepare().orElseThrow();
            Files.delete(Path.of(receipt.kept().getFirst().hidden()));
            assertThrows(IOException.class, writing::crash);
        }
    }

    @Test
    void aRunWithoutRowsLeavesAnEmptyFile() throws Exception {
        try (var writing = writing("a.jsonl", true)) {
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(List.of("a.jsonl "), Shown.lines(folder));
    }

    @Test
    void filesOfOthersAreNotTouchedUnlessTold() throws Exception {
        Files.writeString(folder.resolve("a.jsonl"), "theirs\n");

        var refused = assertThrows(StopFlow.class, () -> writing("a.jsonl", true).close());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("when-exists to replace or append"));
        assertThrows(StopFlow.class, () -> writing("a.jsonl", false).close());

        try (var writing = writing("a.jsonl", true, 1, WhenExists.APPEND)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(List.of("a.jsonl theirs|{\"id\":1}"), Shown.lines(folder));

        try (var writing = writing("a.jsonl", true, 1, WhenExists.REPLACE)) {
            writing.write(TWO);
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(List.of("a.jsonl {\"id\":2}"), Shown.lines(folder));
    }

    @Test
    void aStreamShowsEachCheckpointExactlyOnce() throws Exception {
        try (var writing = writing("out/a.jsonl", false)) {
            writing.write(ONE);
            assertEquals(List.of(), Shown.lines(folder));
            writing.checkpoint();
            assertEquals(List.of("out/a.jsonl {\"id\":1}"), Shown.lines(folder));
            writing.commit();

            writing.write(TWO);
            writing.prepare();
            assertEquals(List.of("out/a.jsonl {\"id\":1}"), Shown.lines(folder));
            writing.crash();
            assertEquals(List.of("out/a.jsonl {\"id\":1}|{\"id\":2}"), Shown.lines(folder));

            writing.write(THREE);
            writing.crash();
            writing.write(THREE);
            writing.abort();
            writing.write(THREE);
            writing.checkpoint();
            writing.commit();
            writing.crash();
        }
        assertEquals(List.of("out/a.jsonl {\"id\":1}|{\"id\":2}|{\"id\":3}"), Shown.lines(folder));
        assertEquals(List.of("out/.weir.orders.out.2e1000c5"), Shown.hidden(folder));
    }

    @Test
    void aCommitThatDiedHalfWayIsDoneAgain() throws Exception {
        try (var writing = writing("a.jsonl", false)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.write(TWO);
            writing.prepare();
            Files.writeString(folder.resolve("a.jsonl"), "{\"id\":1}\n{\"i");

            writing.crash();
        }
        assertEquals(List.of("a.jsonl {\"id\":1}|{\"id\":2}"), Shown.lines(folder));
    }

    @Test
    void aStreamBeginsANewPartWhenTheLastOneIsFull() throws Exception {
        try (var writing = writing("out", false, 10, WhenExists.FAIL)) {
            for (Rows rows : List.of(ONE, TWO, THREE)) {
                writing.write(rows);
                writing.checkpoint();
            }
            writing.crash();
        }
        assertEquals(
                List.of(
                        "out/part-00000.jsonl {\"id\":1}|{\"id\":2}",
                        "out/part-00001.jsonl {\"id\":3}"),
                Shown.lines(folder));
    }

    @Test
    void everyTableHasItsOwnFile() throws Exception {
        var family = new WireSchema.Family(Map.of("shop.orders", SCHEMA, "../evil", SCHEMA));
        for (boolean replacing : new boolean[] {true, false}) {
            var sink = jsonl("out" + replacing + "/{_table}.jsonl", 1 << 20, WhenExists.FAIL);
            var inputs = new Inputs(Map.of("input", family));
            try (var writing = Writing.of(sink, folder, replacing, inputs)) {
                writing.write("shop.orders", ONE);
                writing.write("../evil", TWO);
                writing.checkpoint();
                writing.write("shop.orders", THREE);
                writing.checkpoint();
                writing.crash();
                writing.publish();
            }
        }
        assertEquals(
                List.of(
                        "outfalse/%2E.%2Fevil.jsonl {\"id\":2}",
                        "outfalse/shop.orders.jsonl {\"id\":1}|{\"id\":3}",
                        "outtrue/%2E.%2Fevil.jsonl {\"id\":2}",
                        "outtrue/shop.orders.jsonl {\"id\":1}|{\"id\":3}"),
                Shown.lines(folder));
    }

    @Test
    void tablesWhoseNamesDifferInCaseOnlyAreRefused() throws Exception {
        var family = new WireSchema.Family(Map.of("Orders", SCHEMA, "x", SCHEMA, "ORDERS", SCHEMA));
        var inputs = new Inputs(Map.of("input", family));
        var sink = jsonl("out/{_table}.jsonl", 1 << 20, WhenExists.FAIL);
        try (var bench = new Bench(folder)) {
            var problems = bench.problems(sink, inputs);
            assertEquals(1, problems.size());
            assertTrue(problems.getFirst().message().contains("ORDERS and Orders"));
        }
        for (boolean replacing : new boolean[] {true, false}) {
            try (var writing = Writing.of(sink, folder, replacing, inputs)) {
                writing.write("Orders", ONE);
                writing.checkpoint();
                writing.crash();
                writing.write("Orders", ONE);
                writing.write("x", ONE);
                var refused = assertThrows(StopFlow.class, () -> writing.write("ORDERS", ONE));
                assertEquals("WEIR-4214", refused.code());
            }
        }
    }

    @Test
    void csvHasAHeaderInEveryFileAndQuotesWhatNeedsIt() throws Exception {
        var schema =
                new Schema(
                        List.of(
                                ColumnType.parse("int64").field("id"),
                                ColumnType.parse("utf8").field("a,b"),
                                ColumnType.parse("decimal(10,2)").field("d"),
                                ColumnType.parse("list<int32>").field("l")));
        var rows =
                Rows.of(
                        schema,
                        "{id: 1, \"a,b\": \"x\", d: 1.5, l: [1, 2]}",
                        "{id: 2, \"a,b\": \"\", d: null, l: null}",
                        "{id: null, \"a,b\": \"say \\\"hi\\\", \\nyou\", d: -0.05, l: []}");
        var sink =
                new CsvSink(
                        Sources.file(folder.resolve("out.csv")),
                        true,
                        ",",
                        "\"",
                        "",
                        WhenExists.FAIL,
                        new ByteSize(1 << 20),
                        Optional.empty());
        try (var writing = Writing.of(sink, folder, false, Inputs.of(schema))) {
            writing.write(rows);
            writing.checkpoint();
            writing.write(rows.slice(0, 1));
            writing.checkpoint();
        }
        assertEquals(
                "id,\"a,b\",d,l\n"
                        + "1,x,1.50,\"[1,2]\"\n"
                        + "2,\"\",,\n"
                        + ",\"say \"\"hi\"\", \nyou\",-0.05,[]\n"
                        + "1,x,1.50,\"[1,2]\"\n",
                Files.readString(folder.resolve("out.csv")));
    }

    private Writing<TextReceipt> writing(String path, boolean replacing) throws Exception {
        return writing(path, replacing, 1 << 20, WhenExists.FAIL);
    }

    private Writing<TextReceipt> writing(
            String path, boolean replacing, long fileSize, WhenExists whenExists) throws Exception {
        var sink = jsonl(path, fileSize, whenExists);
        return Writing.of(sink, folder, replacing, Inputs.of(SCHEMA));
    }

    private CsvSink csv(String path) {
        return new CsvSink(
                Sources.file(folder.resolve(path)),
                true,
                ",",
                "\"",
                "",
                WhenExists.FAIL,
                new ByteSize(1 << 20),
                Optional.empty());
    }

    private JsonLinesSink jsonl(String path, long fileSize, WhenExists whenExists) {
        return new JsonLinesSink(
                Sources.file(folder.resolve(path)),
                whenExists,
                new ByteSize(fileSize),
                Optional.empty());
    }
}
