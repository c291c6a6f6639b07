package dev.weir.core.file;

import dev.weir.api.ByteSize;
import dev.weir.core.problem.Mark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A wire as its reader names it.
 *
 * @param port {@code out} where the file names only the processor
 */
public record WireRef(
        String processor,
        String port,
        Optional<Buffer> buffer,
        Optional<Partition> partition,
        boolean durable,
        Mark mark) {

    /** How much a wire may hold. */
    public record Buffer(OptionalLong rows, Optional<ByteSize> bytes) {}

    /** Which instance of a parallel reader gets a row. */
    public sealed interface Partition {
        /** The instance of the same number. */
        record Forward() implements Partition {}

        /** Any, in turn. */
        record Rebalance() implements Partition {}

        /** Always the same for equal values of some columns. */
        record Hash(List<String> columns) implements Partition {
            public Hash {
                columns = List.copyOf(columns);
            }
        }

        /** All. */
        record Broadcast() implements Partition {}
    }

    /** As it is written: {@code key} or {@code key.port}. */
    @Override
    public String toString() {
        return port.equals("out") ? processor : processor + "." + port;
    }
}
