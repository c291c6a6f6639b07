package dev.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.spec.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's plugin, installed and used as a user would. */
class PluginTest {
    private static final Path ZIP =
            Path.of("target", "plugins", "weir-plugin-example-text.zip").toAbsolutePath();
    private static final String FLOW =
            """
            flow: letters
            format: 1
            processors:
              in: {type: csv-files, path: in.csv, columns: {id: int64, payload: utf8}}
              members: {type: extract-json, from: in, column: payload, members: [customer.name, total]}
              out: {type: jsonl-files, from: members, path: out.jsonl}
              bad: {type: jsonl-files, from: members.errors, path: bad.jsonl}
            """;

    @TempDir Path folder = Path.of("");

    @Test
    void runsInAFlow() throws Exception {
        Path data = folder.resolve("data");
        Path flow = Files.writeString(folder.resolve("letters.flow.yaml"), FLOW);
        Files.writeString(
                folder.resolve("in.csv"),
                """
                id,payload
                1,"{""customer"": {""name"": ""Anna""}, ""total"": 3}"
                2,"{oops"
                3,"{""total"": 7}"
                """);
        Weir.succeed("plugin", "install", ZIP, "--data", data);

        Weir.succeed("run", flow, "--data", data);

        assertEquals(
                """
                {"id":1,"payload":"{\\"customer\\": {\\"name\\": \\"Anna\\"}, \\"total\\": 3}","customer.name":"Anna","total":"3"}
                {"id":3,"payload":"{\\"total\\": 7}","customer.name":null,"total":"7"}
                """,
                Files.readString(folder.resolve("out.jsonl")));
        var bad = new ObjectMapper().readTree(Files.readString(folder.resolve("bad.jsonl")));
        assertEquals("TEXT-1", bad.path("_code").asText());
        assertTrue(bad.path("_file").asText().endsWith("in.csv"));
    }

    @Test
    void keepsItsOwnVersionOfALibrary() throws Exception {
        Path data = folder.resolve("data");
        Weir.succeed("plugin", "install", ZIP, "--data", data);

        var spec = Catalog.load(data.resolve("plugins")).find("extract-json", true).orElseThrow();

        var theirs = spec.type().getClassLoader().loadClass(ObjectMapper.class.getName());
        assertNotSame(ObjectMapper.class, theirs);
        Object mapper = theirs.getConstructor().newInstance();
        String version = theirs.getMethod("version").invoke(mapper).toString();
        assertTrue(version.startsWith("2.12."), version);
        assertNotEquals(version, new ObjectMapper().version().toString());
    }

    @Test
    void isRefusedOnceItsBytesHaveChanged() throws Exception {
        Path data = folder.resolve("data");
        Weir.succeed("plugin", "install", ZIP, "--data", data);
        Path installed = data.resolve("plugins").resolve(ZIP.getFileName());
        Files.write(installed, new byte[] {1}, StandardOpenOption.APPEND);

        var list = Weir.call("processors", "--data", data);

        assertTrue(list.err().contains("weir plugin install"), list.err());
        assertTrue(!list.out().contains("extract-json"), list.out());
    }
}
