package dev.weir.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Takes positions and receipts through JSON, as a checkpoint does. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Json() {}

    /**
     * What another process would read of a record.
     *
     * @throws AssertionError if it is not equal to what was written
     */
    static <T extends Record> T copy(T record, Class<T> type) {
        try {
            T copy = MAPPER.readValue(MAPPER.writeValueAsString(record), type);
            if (!copy.equals(record)) {
                throw new AssertionError(
                        "%s does not survive a checkpoint: it comes back as %s"
                                .formatted(record, copy));
            }
            return copy;
        } catch (JsonProcessingException e) {
            throw new AssertionError(
                    "%s cannot be kept in a checkpoint; positions and receipts are records of plain values"
                            .formatted(record),
                    e);
        }
    }
}
