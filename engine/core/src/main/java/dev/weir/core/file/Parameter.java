package dev.weir.core.file;

import dev.weir.core.problem.Mark;
import java.util.Optional;

/**
 * A value that is given when a flow starts.
 *
 * @param preset its default as it stands in the file; without one it must be given
 */
public record Parameter(String name, Type type, Optional<String> preset, String doc, Mark mark) {

    /** What its values look like. */
    public enum Type {
        TEXT,
        NUMBER,
        FLAG,
        PATH,
        DURATION,
        SIZE
    }
}
