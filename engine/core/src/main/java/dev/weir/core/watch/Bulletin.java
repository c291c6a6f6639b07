package dev.weir.core.watch;

import dev.weir.api.Context.Severity;
import java.time.Instant;

/**
 * Something that an operator should know.
 *
 * @param processor key of the processor; empty for the flow as a whole
 * @param code stable name of the kind, explained by {@code weir explain}
 */
public record Bulletin(
        Instant time, Severity severity, String processor, String code, String message) {}
