package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.ByteSize;
import dev.weir.api.Column;
import dev.weir.api.Inputs;
import dev.weir.api.StopFlow;
import dev.weir.processors.files.parquet.ParquetReceipt;
import dev.weir.processors.files.parquet.ParquetSink;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetSinkTest {

    private static final Schema SCHEMA = Rows.schema("id int64, name utf8, part utf8");
    private static final Rows ONE = Rows.of(SCHEMA, "{id: 1, name: \"a\", part: \"x\"}");
    private static final Rows TWO = Rows.of(SCHEMA, "{id: 2, name: \"b\", part: \"y\"}");
    private static final Rows THREE = Rows.of(SCHEMA, "{id: 3, name: \"c\", part: \"x\"}");

    @TempDir Path folder;

    @Test
    void aStreamShowsAFileWhenItIsOldEnoughAndLosesNothingBefore() throws Exception {
        try (var writing = writing("out", false, 1 << 20)) {
            writing.write(ONE);
            writing.checkpoint();
            assertEquals(List.of(), rows());

            writing.crash();
            writing.write(TWO);
            writing.checkpoint();
            writing.write(THREE);
            writing.abort();
            writing.pass(Duration.ofMinutes(5));
            writing.write(THREE);
            writing.prepare();
            writing.crash();
            writing.commit();
            assertEquals(List.of("1 a x", "2 b y", "3 c x"), rows());

            writing.write(ONE);
            writing.checkpoint();
            writing.commit();
            assertEquals(List.of("1 a x", "2 b y", "3 c x"), rows());
            writing.pass(Duration.ofMinutes(5));
            writing.write(TWO);
            writing.checkpoint();
        }
        assertEquals(List.of("1 a x", "1 a x", "2 b y", "2 b y", "3 c x"), rows());
        assertEquals(
                List.of("out/part-00000.parquet", "out/part-00001.parquet"), Shown.files(folder));
    }

    @Test
    void whatIsLeftIsShownWhenNoRowFollows() throws Exception {
        try (var writing = writing("out", false, 1 << 20)) {
            assertEquals(Optional.empty(), writing.due());
            writing.write(ONE);
            writing.checkpoint();
            assertTrue(writing.due().isPresent());
            writing.flush();
            writing.checkpoint();
            assertEquals(Optional.empty(), writing.due());
            assertEquals(List.of("1 a x"), rows());

            Files.delete(folder.resolve("out/part-00000.parquet"));
            writing.crash();
            assertEquals(List.of(), Shown.files(folder));
        }
    }

    /** The columns of a table change, and the flow is started again. */
    @Test
    void rowsThatAreHeldBackKeepTheirColumns() throws Exception {
        var more = Rows.of("id int64, more utf8", "{id: 2, more: \"b\"}");
        ParquetReceipt receipt;
        try (var writing = writing("out", false, 1 << 20)) {
            writing.write(ONE);
            receipt = writing.prepare().orElseThrow();
        }
        var sink = sink("out", 1 << 20);
        var inputs = Inputs.of(more.schema());
        try (var writing = Writing.of(sink, folder, false, inputs, Optional.of(receipt))) {
            writing.write(more);
            writing.flush();
            writing.checkpoint();
        }
        assertEquals(
                List.of("out/part-00000.parquet", "out/part-00001.parquet"), Shown.files(folder));
    }

    @Test
    void aSpoolThatWasLostIsMissed() throws Exception {
        try (var writing = writing("out", false, 1 << 20)) {
            writing.write(ONE);
            var receipt = writing.prepare().orElseThrow();
            Files.delete(Path.of(receipt.spools().getFirst().path()));

            assertThrows(IOException.class, writing::crash);
        }
    }

    @Test
    void aReplacingRunShowsAllItsPartsAtOnce() throws Exception {
        try (var writing = writing("out", true, 1)) {
            writing.write(ONE);
            writing.checkpoint();
            writing.write(TWO);
            writing.checkpoint();
            writing.crash();
            writing.write(THREE);
            writing.checkpoint();
            assertEquals(List.of(), Shown.files(folder));
            writing.publish();
            writing.publish();
            writing.crash();
            writing.publish();
        }
        assertEquals(List.of("1 a x", "2 b y", "3 c x"), rows());

        try (var writing = writing("out", true, 1 << 20, new Column("part"))) {
            writing.write(ONE);
            writing.write(TWO);
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(List.of("1 a x", "2 b y"), rows());
        assertEquals(
                List.of("out/part=x/part-00000-0.parquet", "out/part=y/part-00000-1.parquet"),
                Shown.files(folder));
    }

    @Test
    void aRunWithoutRowsLeavesAFileThatTellsTheColumns() throws Exception {
        try (var writing = writing("out/a.parquet", true, 1 << 20)) {
            writing.checkpoint();
            writing.publish();
        }
        assertEquals(List.of("out/a.parquet"), Shown.files(folder));
        assertEquals(List.of(), rows());
    }

    @Test
    void aStreamCannotGrowASingleFile() {
        assertThrows(StopFlow.class, () -> writing("out/a.parquet", false, 1).close());
    }

    @Test
    void leaksNothingWhenTheRowsOfAPartCannotBeReadAgain() throws Exception {
        var writing = writing("out", false, 1 << 20);
        try (writing) {
            writing.write(ONE);
            writing.checkpoint();
            int first = (int) writing.last.orElseThrow().spools().getFirst().length();
            writing.write(TWO);
            writing.checkpoint();
            Path spool = Path.of(writing.last.orElseThrow().spools().getFirst().path());
            byte[] bytes = Files.readAllBytes(spool);
            Arrays.fill(bytes, first, bytes.length, (byte) 1);
            Files.write(spool, bytes);

            assertThrows(Exception.class, writing::crash);
        }
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().contains("feed"))
                        .toList());
    }

    private Writing<ParquetReceipt> writing(
            String path, boolean replacing, long fileSize, Column... partitionBy) throws Exception {
        var sink = sink(path, fileSize, partitionBy);
        return Writing.of(sink, folder, replacing, Inputs.of(SCHEMA));
    }

    private ParquetSink sink(String path, long fileSize, Column... partitionBy) {
        return new ParquetSink(
                Sources.file(folder.resolve(path)),
                List.of(partitionBy),
                ParquetSink.Compression.SNAPPY,
                WhenExists.FAIL,
                new ByteSize(fileSize),
                Duration.ofMinutes(5));
    }

    private List<String> rows() throws Exception {
        return SinkContractsTest.parquetRows(folder);
    }
}
