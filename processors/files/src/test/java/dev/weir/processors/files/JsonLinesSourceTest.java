package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.Inputs;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.testkit.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesSourceTest {

    @TempDir Path folder;

    @Test
    void readsKeysInAnyOrderWithEscapesAndNulls() throws Exception {
        var reading =
                read(
                        "id int64, name utf8, ok bool, price decimal(10,2), at timestamp(UTC)",
                        """
                        {"id":1,"name":"a \\"b\\" \\u00e9 \\ud83d\\ude00\\n","ok":true,"price":1.5,"at":"2024-01-01T00:00:00Z"}

                          { "at" : null , "price":-2, "other":{"x":[1,"}"]}, "name":"", "id": 2 }
                        {}
                        {"na\\u006de":"c","id":null,"name2":3}
                        {"name":{"raw": 1},"id":"4"}
                        """);

        assertEquals(List.of(), reading.errors);
        assertEquals(
                List.of(
                        "{\"id\":1,\"name\":\"a \\\"b\\\" é 😀\\n\",\"ok\":true,\"price\":1.50,"
                                + "\"at\":\"2024-01-01T00:00:00Z\"}",
                        "{\"id\":2,\"name\":\"\",\"ok\":null,\"price\":-2.00,\"at\":null}",
                        "{\"id\":null,\"name\":null,\"ok\":null,\"price\":null,\"at\":null}",
                        "{\"id\":null,\"name\":\"c\",\"ok\":null,\"price\":null,\"at\":null}",
                        "{\"id\":4,\"name\":\"{\\\"raw\\\": 1}\",\"ok\":null,\"price\":null,\"at\":null}"),
                reading.rows);
    }

    @Test
    void readsNestedValues() throws Exception {
        var reading =
                read(
                        "l list<int32>, s struct<a:utf8,b:list<struct<c:bool>>>, m map<utf8,int64>",
                        """
                        {"l":[1,null,3],"s":{"b":[{"c":true},null,{}],"a":"x\\n"},"m":{"k":1,"n":null}}
                        {"l":[],"s":null,"m":{}}
                        {"l":{},"s":{},"m":{}}
                        {"l":["x"],"s":{},"m":{}}
                        """);

        assertEquals(
                List.of(
                        "{\"l\":[1,null,3],\"s\":{\"a\":\"x\\n\",\"b\":[{\"c\":true},null,{\"c\":null}]},"
                                + "\"m\":{\"k\":1,\"n\":null}}",
                        "{\"l\":[],\"s\":null,\"m\":{}}"),
                reading.rows);
        assertEquals(2, reading.errors.size());
        assertTrue(reading.errors.get(0).contains("l: '{}' is not a list (list<int32>)"));
        assertTrue(
                reading.errors
                        .get(1)
                        .contains("l: '[\\\"x\\\"]' has a value in it that is not a whole number"));
    }

    @Test
    void badLinesLeaveWithLineAndReason() throws Exception {
        var reading =
                read(
                        "id int32",
                        "{\"id\":1}\nnonsense\n{\"id\":2\n{\"id\":x}\n[1]\n{\"id\":3} x\n{\"id\":1.5}\n{\"id\":9}");

        assertEquals(List.of("{\"id\":1}", "{\"id\":9}"), reading.rows);
        assertEquals(
                List.of(
                        "2 the line is not a JSON object: character 1 is wrong",
                        "3 the line is not a JSON object: character 8 is wrong",
                        "4 the line is not a JSON object: character 7 is wrong",
                        "5 the line is not a JSON object: character 1 is wrong",
                        "6 the line is not a JSON object: character 10 is wrong",
                        "7 id: '1.5' is not a whole number (int32)"),
                reading.errors.stream()
                        .map(error ->
                                error.replaceAll(
                                        ".*\"_message\":\"(.*?)\",\"_proc.*\"_line\":(\\d+).*",
                                        "$2 $1"))
                        .toList());
    }

    @Test
    void theFirstLinesTellTheColumns() throws Exception {
        Files.writeString(
                folder.resolve("in.jsonl"),
                """
                {"a":1,"b":"x","c":[1,2.5],"d":{"e":true},"f":null}
                {"a":2.5,"b":3,"c":[],"d":{"g":1},"h":1}
                """);
        try (var bench = new Bench(folder)) {
            var outputs =
                    bench.outputs(
                            Sources.jsonl(folder.resolve("in.jsonl"), "", 100), Inputs.none());
            assertEquals(
                    "[a: FloatingPoint(DOUBLE), b: Utf8, c: List<item: FloatingPoint(DOUBLE)>,"
                            + " d: Struct<e: Bool, g: Int(64, true)>, f: Utf8, h: Int(64, true)]",
                    Sources.schema(outputs).getFields().toString());
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws Exception {
        String text = "\uFEFF{\"id\":1}\nbad\n{\"id\":2}\n";
        var reading = read("id int32", text);

        assertEquals(List.of("{\"id\":1}", "{\"id\":2}"), reading.rows);
        assertEquals(1, reading.errors.size());
        assertTrue(reading.errors.getFirst().contains("\"_position\":\"byte 12\""));

        Files.writeString(folder.resolve("in.jsonl"), "\uFEFF{\"id\":1}\n");
        try (var bench = new Bench(folder)) {
            var outputs =
                    bench.outputs(
                            Sources.jsonl(folder.resolve("in.jsonl"), "", 100), Inputs.none());
            assertEquals("[id: Int(64, true)]", Sources.schema(outputs).getFields().toString());
        }
    }

    @Test
    void startsAgainAnywhere() throws Exception {
        var text = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            text.append(i % 7 == 3 ? "bad\n" : i % 5 == 0 ? "\n" : "{\"id\":" + i + "}\n");
        }
        Files.writeString(folder.resolve("in.jsonl"), text);
        var whole = Reading.of(Sources.jsonl(folder.resolve("in.jsonl"), "id int64", 100), folder);
        for (int size = 1; size < 8; size++) {
            var parts =
                    Reading.of(
                            Sources.jsonl(folder.resolve("in.jsonl"), "id int64", size), folder, 1);
            assertEquals(whole.rows, parts.rows);
            assertEquals(whole.errors, parts.errors);
        }
    }

    private Reading<TextPosition> read(String columns, String text) throws Exception {
        Files.writeString(folder.resolve("in.jsonl"), text);
        return Reading.of(Sources.jsonl(folder.resolve("in.jsonl"), columns, 65_536), folder);
    }
}
