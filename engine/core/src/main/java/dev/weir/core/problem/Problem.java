package dev.weir.core.problem;

import java.util.Optional;

/**
 * Something that the author of a flow or an operator should know.
 *
 * @param code stable name of the kind of problem, explained by {@link Codes}
 * @param mark where it stands, if it stands in a file
 * @param path what it is about, such as {@code processors.keep.column}; may be empty
 * @param message what is wrong, with the value, and what to do
 */
public record Problem(Level level, String code, Optional<Mark> mark, String path, String message) {

    /** How serious it is: only an error keeps a flow from running. */
    public enum Level {
        ERROR,
        WARNING,
        HINT
    }

    public static Problem error(String code, Mark mark, String path, String message) {
        return new Problem(Level.ERROR, code, Optional.of(mark), path, message);
    }

    public static Problem warning(String code, Mark mark, String path, String message) {
        return new Problem(Level.WARNING, code, Optional.of(mark), path, message);
    }

    public static Problem hint(String code, Mark mark, String path, String message) {
        return new Problem(Level.HINT, code, Optional.of(mark), path, message);
    }

    /** A problem that no file shows. */
    public static Problem error(String code, String path, String message) {
        return new Problem(Level.ERROR, code, Optional.empty(), path, message);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }

    /** One line: {@code orders.flow.yaml:14:5 processors.keep.colum: is not a setting of …}. */
    public String text() {
        var line = new StringBuilder();
        mark.ifPresent(m -> line.append(m).append("  "));
        if (!path.isEmpty()) {
            line.append(path).append(": ");
        }
        return line.append(message).toString();
    }
}
