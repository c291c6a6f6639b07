package dev.weir.processors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.ByteSize;
import dev.weir.api.Inputs;
import dev.weir.processors.files.csv.CsvSink;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists, structs and maps in CSV files, which are JSON in a field. */
final class NestedCsvTest {

    @TempDir Path folder;

    @Test
    void theEscapesOfTheFieldComeBeforeThoseOfTheJson() throws Exception {
        var reading =
                read(
                        "id int32, l list<utf8>",
                        """
                        id,l
                        1,'[''a'',''b'']'
                        2,['a\\nb\\u00e9']
                        3,'[''say \\''hi\\'''',null,'''']'
                        4,''
                        5,
                        6,'[''\\x'']'
                        7,[] x
                        """
                                .replace('\'', '"'));

        assertEquals(
                List.of(
                        "{\"id\":1,\"l\":[\"a\",\"b\"]}",
                        "{\"id\":2,\"l\":[\"a\\nbé\"]}",
                        "{\"id\":3,\"l\":[\"say \\\"hi\\\"\",null,\"\"]}",
                        "{\"id\":4,\"l\":null}",
                        "{\"id\":5,\"l\":null}"),
                reading.rows);
        assertEquals(2, reading.errors.size());
    }

    @Test
    void whatTheSinkWritesIsReadAgain() throws Exception {
        var schema =
                Rows.schema(
                        "id int32, l list<utf8>, s struct<a:utf8,b:list<int32>>, m map<utf8,utf8>");
        var sink =
                new CsvSink(
                        Sources.file(folder.resolve("in.csv")),
                        true,
                        ",",
                        "\"",
                        "",
                        WhenExists.FAIL,
                        new ByteSize(1 << 20),
                        Optional.empty());
        try (var writing = Writing.of(sink, folder, true, Inputs.of(schema))) {
            writing.write(
                    Rows.of(
                            schema,
                            "{id: 1, l: [\"a\\\"\\\\\\n,é\", null], s: {a: \"{x}\", b: [1]}, m: {\"k\\\"\": \"v\\t\"}}",
                            "{id: 2, l: [], s: {a: \"\", b: []}, m: {}}",
                            "{id: 3, l: null, s: null, m: null}"));
            writing.checkpoint();
            writing.publish();
        }

        var reading =
                Reading.of(
                        Sources.csv(
                                folder.resolve("in.csv"),
                                "id int32, l list<utf8>, s struct<a:utf8,b:list<int32>>, m map<utf8,utf8>"),
                        folder);

        assertEquals(List.of(), reading.errors);
        assertEquals(
                List.of(
                        "{\"id\":1,\"l\":[\"a\\\"\\\\\\n,é\",null],\"s\":{\"a\":\"{x}\",\"b\":[1]},"
                                + "\"m\":{\"k\\\"\":\"v\\t\"}}",
                        "{\"id\":2,\"l\":[],\"s\":{\"a\":\"\",\"b\":[]},\"m\":{}}",
                        "{\"id\":3,\"l\":null,\"s\":null,\"m\":null}"),
                reading.rows);
    }

    private Reading<TextPosition> read(String columns, String text) throws Exception {
        Files.writeString(folder.resolve("in.csv"), text);
        return Reading.of(Sources.csv(folder.resolve("in.csv"), columns), folder);
    }
}
