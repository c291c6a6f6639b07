package dev.weir.core.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** Records of plain values as JSON: positions, receipts, checkpoints. */
public final class PlainJson {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private PlainJson() {}

    public static JsonNode tree(Record value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * The record of a tree that {@link #tree} made of the same class, perhaps an older version of
     * it.
     */
    public static <T extends Record> T value(JsonNode tree, Class<T> type) throws IOException {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IOException("%s cannot be read back as %s".formatted(tree, type), e);
        }
    }

    public static byte[] bytes(Record value) throws IOException {
        return MAPPER.writeValueAsBytes(value);
    }

    public static <T extends Record> T read(byte[] json, Class<T> type) throws IOException {
        return read(json, json.length, type);
    }

    /** The tree of a JSON text that is known to be one. */
    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    static <T extends Record> T read(byte[] json, int length, Class<T> type) throws IOException {
        return MAPPER.readValue(json, 0, length, type);
    }
}
