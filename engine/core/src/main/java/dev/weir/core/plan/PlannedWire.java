package dev.weir.core.plan;

import dev.weir.api.WireSchema;
import dev.weir.core.file.WireRef.Buffer;
import dev.weir.core.file.WireRef.Partition;
import java.util.Optional;

/**
 * A wire that is ready to be filled.
 *
 * @param to key of the reader
 * @param input of the reader
 * @param whole whether the reader needs all of it before it can work
 */
public record PlannedWire(
        PortRef from,
        String to,
        String input,
        Optional<Buffer> buffer,
        Partition partition,
        boolean durable,
        boolean whole,
        WireSchema schema) {}
