package dev.weir.core.spec;

import java.util.List;
import java.util.Optional;

/**
 * One setting of a processor.
 *
 * @param name as in flow files
 * @param component name of the record's component
 * @param preset its default as it would stand in a flow file
 * @param example a value as it would stand in a flow file; may be empty
 */
public record Setting(
        String name,
        String component,
        Kind kind,
        boolean required,
        Optional<String> preset,
        String doc,
        String example,
        List<String> formerly) {
    public Setting {
        formerly = List.copyOf(formerly);
    }
}
