package dev.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BirdstrikesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SAMPLE = Weir.sample("birdstrikes");
    private static final Path FLOW = SAMPLE.resolve("birdstrikes.flow.yaml");

    @TempDir Path folder = Path.of("");

    @Test
    void hasNoProblemsAndPassesItsTests() {
        Weir.succeed("check", FLOW, "--data", folder);
        assertTrue(
                Weir.succeed("test", FLOW, "--data", folder).err().contains("2 passed, 0 failed"));
    }

    @Test
    void givesTheExpectedResult() throws Exception {
        run();

        assertEquals(
                rows(SAMPLE.resolve("expected/by-airport.jsonl")),
                rows(folder.resolve("by-airport.jsonl")));
        assertEquals(
                rows(SAMPLE.resolve("expected/unknown-airports.jsonl")),
                rows(folder.resolve("unknown-airports.jsonl")));
        String lake = folder.resolve("strikes").toString().replace('\\', '/') + "/*/*.parquet";
        assertEquals(
                List.of("7033|24|35"),
                DuckDb.rows(
                        "select count(*), count(distinct code), count(distinct iata) from read_parquet('%s')"
                                .formatted(lake)));
    }

    @Test
    void rejectsTheRowsThatBreakTheRule() throws Exception {
        run();

        var letters =
                Weir.succeed(
                        "deadletters",
                        FLOW,
                        "show",
                        "--rows",
                        100,
                        "--data",
                        folder.resolve("data"));
        var lines = letters.out().lines().toList();
        assertEquals(15, lines.size());
        JsonNode letter = MAPPER.readTree(lines.getFirst());
        assertEquals("gate", letter.path("_processor").asText());
        assertEquals("damage", letter.path("_column").asText());
        assertTrue(letter.path("_file").asText().endsWith("birdstrikes.csv"), lines.getFirst());
    }

    @Test
    void aSecondRunReplacesTheFirst() throws Exception {
        run();
        run();

        assertEquals(35, rows(folder.resolve("by-airport.jsonl")).size());
    }

    private void run() {
        Weir.succeed("run", FLOW, "--param", "out=" + folder, "--data", folder.resolve("data"));
    }

    /** The rows without their order, which an aggregate does not have. */
    private static Set<JsonNode> rows(Path file) throws IOException {
        var rows = new HashSet<JsonNode>();
        for (String line : Files.readAllLines(file)) {
            assertTrue(rows.add(MAPPER.readTree(line)), () -> "twice: " + line);
        }
        return rows;
    }
}
