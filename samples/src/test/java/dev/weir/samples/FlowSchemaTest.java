package dev.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.core.spec.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code weir schema} gives to editors accepts every sample and sees a misspelt setting. */
final class FlowSchemaTest {

    @Test
    void everySampleIsValid() throws IOException {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Catalog.load(Path.of("target", "no-plugins")).flowSchema());
        var flows = flows();
        assertFalse(flows.isEmpty());
        for (Path flow : flows) {
            String text = Files.readString(flow);
            assertEquals(
                    List.of(),
                    schema.validate(text, InputFormat.YAML).stream().map(Object::toString).toList(),
                    flow.toString());
            String wrong = text.replaceFirst("path:", "pth:");
            assertFalse(schema.validate(wrong, InputFormat.YAML).isEmpty(), flow.toString());
        }
    }

    private static List<Path> flows() throws IOException {
        try (var files = Files.walk(Path.of(""), 3)) {
            return files.filter(file -> file.toString().endsWith(".flow.yaml"))
                    .filter(file -> !file.startsWith("target"))
                    .sorted()
                    .toList();
        }
    }
}
