package dev.weir.processors.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Inputs;
import dev.weir.processors.files.csv.CsvSource;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.testkit.Bench;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvSourceTest {

    @TempDir Path folder;

    @Test
    void readsQuotesLineBreaksNullsAndEmptyText() throws Exception {
        var reading =
                read(
                        "id utf8, note utf8",
                        "id,note\n1,\"a \"\"b\"\", c\"\r\n2,\"line one\nline two\"\n3,\n4,\"\"\n\n5,x\"y");

        assertEquals(
                List.of(
                        "{\"id\":\"1\",\"note\":\"a \\\"b\\\", c\"}",
                        "{\"id\":\"2\",\"note\":\"line one\\nline two\"}",
                        "{\"id\":\"3\",\"note\":null}",
                        "{\"id\":\"4\",\"note\":\"\"}",
                        "{\"id\":\"5\",\"note\":\"x\\\"y\"}"),
                reading.rows);
        assertEquals(List.of(), reading.errors);
    }

    @Test
    void readsEveryScalarType() throws Exception {
        var reading =
                read(
                        "b bool, i8 int8, i64 int64, u8 uint8, u64 uint64, f32 float32, f64 float64,"
                                + " d decimal(10,2), w decimal(38,4), t utf8, x binary, day date,"
                                + " at time, local timestamp, moment timestamp(UTC)",
                        "b,i8,i64,u8,u64,f32,f64,d,w,t,x,day,at,local,moment\n"
                                + "yes,-128,-9223372036854775808,255,18446744073709551615,0.1,-90.25,"
                                + "-0.05,1234567890123456789012345678901234.5678,é,AP8=,2024-02-29,"
                                + "23:59:59.000001,2024-01-01 00:00:01.5,2024-01-01T02:00:00.123+02:00\n"
                                + "F,+1, 42 ,0,7,1e3,1E-7,12.3400,-1,,,0001-01-01,00:00,1969-12-31,"
                                + "1969-12-31T23:59:59.999999Z\n"
                                + ",,,,,,,,,,,,,,\n");

        assertEquals(
                List.of(
                        "{\"b\":true,\"i8\":-128,\"i64\":-9223372036854775808,\"u8\":255,"
                                + "\"u64\":18446744073709551615,\"f32\":0.1,\"f64\":-90.25,\"d\":-0.05,"
                                + "\"w\":1234567890123456789012345678901234.5678,\"t\":\"é\","
                                + "\"x\":\"AP8=\",\"day\":\"2024-02-29\",\"at\":\"23:59:59.000001\","
                                + "\"local\":\"2024-01-01T00:00:01.500\","
                                + "\"moment\":\"2024-01-01T00:00:00.123Z\"}",
                        "{\"b\":false,\"i8\":1,\"i64\":42,\"u8\":0,\"u64\":7,\"f32\":1000.0,"
                                + "\"f64\":1.0E-7,\"d\":12.34,\"w\":-1.0000,\"t\":null,\"x\":null,"
                                + "\"day\":\"0001-01-01\",\"at\":\"00:00:00\","
                                + "\"local\":\"1969-12-31T00:00:00\","
                                + "\"moment\":\"1969-12-31T23:59:59.999999Z\"}",
                        "{\"b\":null,\"i8\":null,\"i64\":null,\"u8\":null,\"u64\":null,\"f32\":null,"
                                + "\"f64\":null,\"d\":null,\"w\":null,\"t\":null,\"x\":null,"
                                + "\"day\":null,\"at\":null,\"local\":null,\"moment\":null}"),
                reading.rows);
        assertEquals(List.of(), reading.errors);
    }

    @Test
    void everyBadRowLeavesWithItsReasonAndTheOthersAreRead() throws Exception {
        byte[] text =
                ("id,name\n"
                                + "1,\"two\nlines\"\n"
                                + "x,bad number\n"
                                + "2,too,many\n"
                                + "3\n"
                                + "4,\"a\"b\n"
                                + "5,good\n"
                                + "6,\"never closed\n"
                                + "7,good\n"
                                + "8,\u00e9\n")
                        .getBytes(ISO_8859_1);
        Files.write(folder.resolve("in.csv"), text);

        var reading =
                Reading.of(Sources.csv(folder.resolve("in.csv"), "id int32, name utf8"), folder);

        assertEquals(
                List.of(
                        "{\"id\":1,\"name\":\"two\\nlines\"}",
                        "{\"id\":5,\"name\":\"good\"}",
                        "{\"id\":7,\"name\":\"good\"}"),
                reading.rows);
        assertEquals(
                List.of(
                        rejected(
                                "WEIR-4201",
                                "the row has 3 fields, not 2",
                                5,
                                "",
                                35,
                                "",
                                "2,too,many"),
                        rejected("WEIR-4201", "the row has 1 field, not 2", 6, "", 46, "", "3"),
                        rejected(
                                "WEIR-4203",
                                "something other than a delimiter follows a closing quote",
                                7,
                                "",
                                48,
                                "",
                                "4,\\\"a\\\"b"),
                        rejected(
                                "WEIR-4203",
                                "a quote is never closed",
                                9,
                                "",
                                62,
                                "",
                                "6,\\\"never closed"),
                        rejected(
                                "WEIR-4202",
                                "byte 3 of the row, 0xE9, is not UTF-8",
                                11,
                                "",
                                85,
                                "",
                                "8,\\\\xE9"),
                        rejected(
                                "WEIR-4204",
                                "id: 'x' is not a whole number (int32)",
                                4,
                                "id",
                                22,
                                "{\\\"id\\\":\\\"x\\\",\\\"name\\\":\\\"bad number\\\"}",
                                "x,bad number")),
                reading.errors);
        assertTrue(reading.origins.getFirst().startsWith("Picked[of=Read[location="));
    }

    private String rejected(
            String code,
            String message,
            int line,
            String column,
            int at,
            String values,
            String raw) {
        return ("{\"_code\":\"%s\",\"_message\":\"%s\",\"_processor\":\"orders\",\"_file\":\"%s\","
                        + "\"_line\":%d,\"_column\":%s,\"_position\":\"byte %d\",\"_values\":%s,"
                        + "\"_raw\":\"%s\"}")
                .formatted(
                        code,
                        message,
                        Sources.file(folder.resolve("in.csv")),
                        line,
                        text(column),
                        at,
                        text(values),
                        raw);
    }

    private static String text(String value) {
        return value.isEmpty() ? "null" : "\"" + value + "\"";
    }

    @Test
    void exactnessIsKeptOrRefused() throws Exception {
        var reading =
                read(
                        "d decimal(4,2)",
                        "d\n1.005\n123.45\n1.50\n1e1\n1.500\n.5\n5.\n-99.99\n--1\n1.2.3\n");

        assertEquals(
                List.of(
                        "{\"d\":1.50}",
                        "{\"d\":10.00}",
                        "{\"d\":1.50}",
                        "{\"d\":0.50}",
                        "{\"d\":5.00}",
                        "{\"d\":-99.99}"),
                reading.rows);
        assertEquals(4, reading.errors.size());
    }

    @Test
    void aRowBeyondTheLimitIsRejectedAndTheNextOnesAreRead() throws Exception {
        String huge = "x".repeat(3 << 20);
        Files.writeString(
                folder.resolve("in.csv"), "a,b\n1," + huge + "\n2,y\n\"" + huge + "\n3,z\n");
        var source =
                new CsvSource(
                        Sources.file(folder.resolve("in.csv")),
                        Sources.columns("a int32, b utf8"),
                        CsvSource.Others.SKIP,
                        true,
                        ",",
                        "\"",
                        "",
                        "utf-8",
                        new dev.weir.api.ByteSize(1 << 20),
                        65_536,
                        false);

        var reading = Reading.of(source, folder, 1);

        assertEquals(List.of("{\"a\":2,\"b\":\"y\"}", "{\"a\":3,\"b\":\"z\"}"), reading.rows);
        assertEquals(2, reading.errors.size());
        assertTrue(
                reading.errors.get(0).contains("\"_line\":2,"),
                reading.errors.get(0).substring(0, 300));
        assertTrue(
                reading.errors.get(1).contains("\"_line\":4,"),
                reading.errors.get(1).substring(0, 300));
    }

    @Test
    void theLimitOfARowHoldsWhereverTheRowStandsInTheWindow() throws Exception {
        String long2k = "x".repeat(2048);
        Files.writeString(
                folder.resolve("in.csv"), "a,b\n1," + long2k + "\n2,y\n3,\"" + long2k + "\"\n");
        var source =
                new CsvSource(
                        Sources.file(folder.resolve("in.csv")),
                        Sources.columns("a int32, b utf8"),
                        CsvSource.Others.SKIP,
                        true,
                        ",",
                        "\"",
                        "",
                        "utf-8",
                        new dev.weir.api.ByteSize(1024),
                        65_536,
                        false);

        var reading = Reading.of(source, folder, 1);

        assertEquals(List.of("{\"a\":2,\"b\":\"y\"}"), reading.rows);
        assertEquals(2, reading.errors.size());
        assertTrue(
                reading.errors.get(1).contains("the row has more than 1,024 bytes"),
                reading.errors.get(1));
    }

    @Test
    void aNumberBeyondTheRangeIsNotInfinity() throws Exception {
        var reading =
                read(
                        "f32 float32, f64 float64",
                        "f32,f64\n1e39,1\n1,-1e309\ninf,-Infinity\n3e38,1e308\n");

        assertEquals(
                List.of(
                        "{\"f32\":\"Infinity\",\"f64\":\"-Infinity\"}",
                        "{\"f32\":3.0E38,\"f64\":1.0E308}"),
                reading.rows);
        assertEquals(2, reading.errors.size());
        assertTrue(reading.errors.get(0).contains("'1e39' is too large"), reading.errors.get(0));
        assertTrue(reading.errors.get(1).contains("'-1e309' is too large"), reading.errors.get(1));
    }

    @Test
    void onlyNanIsNotANumberAndYetOne() throws Exception {
        var reading = read("x float64", "x\nnan\n+NaN\n-NAN\nHunan\nnano\n--nan\n nan \nbanan\n");

        assertEquals(
                List.of("{\"x\":\"NaN\"}", "{\"x\":\"NaN\"}", "{\"x\":\"NaN\"}", "{\"x\":\"NaN\"}"),
                reading.rows);
        assertEquals(4, reading.errors.size());
    }

    @Test
    void readsColumnsByNameInAnyOrderAndSkipsOthers() throws Exception {
        var reading = read("Cost Total $ int64, id int32", "\uFEFFid,skip,Cost Total $\n1,x,30\n");

        assertEquals(List.of("{\"Cost Total $\":30,\"id\":1}"), reading.rows);
    }

    @Test
    void withoutColumnsEverythingIsText() throws Exception {
        var reading = read("", "id,\"a \"\"b\"\"\"\n007,x\n");

        assertEquals(List.of("{\"id\":\"007\",\"a \\\"b\\\"\":\"x\"}"), reading.rows);
    }

    @Test
    void aQuoteInsideANameIsPartOfIt() throws Exception {
        var reading = read("", "id,height (\"),w\"x\"\n1,2,3\n");

        assertEquals(
                List.of("{\"id\":\"1\",\"height (\\\")\":\"2\",\"w\\\"x\\\"\":\"3\"}"),
                reading.rows);
        assertEquals(List.of("{\"id\":1}"), read("id int32", "\"a\nb\",id\nx,1\n").rows);
    }

    @Test
    void aHeaderWhoseQuoteIsNeverClosedEndsWithItsLine() throws Exception {
        var reading = read("id int32", "id,\"height\n1,2\n3,4\n");

        assertEquals(List.of("{\"id\":1}", "{\"id\":3}"), reading.rows);
    }

    @Test
    void emptyLinesBeforeTheHeaderAreSkipped() throws Exception {
        var reading = read("id int32", "\uFEFF\r\n\nid,x\n1,2\nbad,2\n");

        assertEquals(List.of("{\"id\":1}"), reading.rows);
        assertTrue(reading.errors.getFirst().contains("\"_line\":5,"), reading.errors.getFirst());
        assertEquals(List.of(), read("id int32", "\n\n").rows);
    }

    @Test
    void readsOtherEncodings() throws Exception {
        String text = "name;city\nJürgen;München\nÅsa;😀\n";
        Files.write(folder.resolve("in.csv"), text.getBytes(Charset.forName("UTF-16")));

        var reading = Reading.of(encoded("utf-16"), folder);
        assertEquals(
                List.of(
                        "{\"name\":\"Jürgen\",\"city\":\"München\"}",
                        "{\"name\":\"Åsa\",\"city\":\"😀\"}"),
                reading.rows);

        Files.write(folder.resolve("in.csv"), "name;city\nJürgen;x\n".getBytes(ISO_8859_1));
        assertEquals(
                List.of("{\"name\":\"Jürgen\",\"city\":\"x\"}"),
                Reading.of(encoded("iso-8859-1"), folder).rows);
    }

    private CsvSource encoded(String encoding) {
        return new CsvSource(
                Sources.file(folder.resolve("in.csv")),
                Sources.columns("name utf8, city utf8"),
                CsvSource.Others.SKIP,
                true,
                ";",
                "\"",
                "",
                encoding,
                new dev.weir.api.ByteSize(1 << 20),
                65_536,
                false);
    }

    @Test
    void readsFilesInTheOrderOfTheirPaths() throws Exception {
        Files.writeString(folder.resolve("b.csv"), "id\n2\n");
        Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        Files.writeString(folder.resolve("c.csv"), "");
        Files.writeString(folder.resolve(".hidden.csv"), "id\n9\n");

        var reading = Reading.of(Sources.csv(folder.resolve("*.csv"), "id int32"), folder);

        assertEquals(List.of("{\"id\":1}", "{\"id\":2}"), reading.rows);
    }

    @Test
    void aColumnThatTheFileDoesNotHaveIsAProblemOfTheFlow() throws Exception {
        Files.writeString(folder.resolve("in.csv"), "id,name\n");
        try (var bench = new Bench(folder)) {
            var problems =
                    bench.problems(
                            Sources.csv(folder.resolve("in.csv"), "id int32, nam utf8"),
                            Inputs.none());
            assertEquals(1, problems.size());
            assertEquals("columns.nam", problems.getFirst().setting());
        }
    }

    @Test
    void aPositionStandsBetweenTwoRows() throws Exception {
        Files.writeString(folder.resolve("in.csv"), "id,t\n1,\"a\nb\"\n2,c\n");

        var reading = Reading.of(Sources.csv(folder.resolve("in.csv"), "id int32", 1), folder, 1);

        assertEquals(
                List.of(
                        new TextPosition(13, 1, 4),
                        new TextPosition(17, 2, 5),
                        new TextPosition(17, 2, 5)),
                reading.positions);
    }

    private Reading<TextPosition> read(String columns, String text) throws Exception {
        write(text);
        return Reading.of(Sources.csv(folder.resolve("in.csv"), columns), folder);
    }

    private void write(String text) throws IOException {
        Files.write(folder.resolve("in.csv"), text.getBytes(UTF_8));
    }
}
