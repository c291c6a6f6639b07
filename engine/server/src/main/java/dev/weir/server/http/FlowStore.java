package dev.weir.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The deployed flows as files: {@code deployed/NAME/current.json}, and every former deployment
 * beside it under its number. Files appear whole and durably or not at all.
 */
final class FlowStore {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,9})\\.json");

    private final Path folder;

    FlowStore(Path dataFolder) throws IOException {
        this.folder = Files.createDirectories(dataFolder.resolve("deployed"));
    }

    /**
     * A flow as it was deployed.
     *
     * @param deployment counts the deployments under this name, from 1; no number is used twice
     * @param base folder that relative paths start from
     */
    record Stored(String name, int deployment, String text, Path base) {
        Path file() {
            return base.resolve(name + ".flow.yaml");
        }
    }

    List<String> names() throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.filter(f -> Files.exists(f.resolve("current.json")))
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    Optional<Stored> find(String name) throws IOException {
        Path file = folder.resolve(name).resolve("current.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var node = read(file);
        return Optional.of(
                new Stored(
                        name,
                        node.path("deployment").asInt(),
                        node.path("text").asText(),
                        Path.of(node.path("base").asText())));
    }

    /**
     * Keeps a new deployment; relative paths start from the given folder or the flow's own here.
     */
    Stored put(String name, String text, Optional<Path> base) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        int deployment = lastNumber(own) + 1;
        var stored = new Stored(name, deployment, text, base.orElse(own));
        var node =
                MAPPER.createObjectNode()
                        .put("deployment", deployment)
                        .put("base", stored.base.toString())
                        .put("text", text);
        byte[] bytes = MAPPER.writeValueAsBytes(node);
        write(own.resolve(deployment + ".json"), bytes);
        write(own.resolve("current.json"), bytes);
        return stored;
    }

    /** The highest number of any deployment; those of a removed flow stay. */
    private static int lastNumber(Path own) throws IOException {
        try (var files = Files.list(own)) {
            return files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (JsonProcessingException | CharacterCodingException _) {
            throw new IOException("%s is damaged; deploy it again".formatted(file));
        }
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name).resolve("current.json"));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".part");
        try (var channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
