package dev.weir.core.run;

import dev.weir.api.StopFlow;
import dev.weir.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt ended before its time.
 *
 * @param isOutside whether the outside world failed, so that trying again may help
 */
record Failure(Problem problem, @Nullable Throwable cause, boolean isOutside) {

    /** What a task threw. */
    static Failure of(String key, Throwable thrown) {
        if (thrown instanceof StopFlow stop) {
            String why = String.valueOf(stop.getMessage());
            return new Failure(Problem.error(stop.code(), "processors." + key, why), stop, false);
        }
        if (isData(thrown)) {
            var problem =
                    Problem.error(
                            RunCodes.DATA,
                            "processors." + key,
                            String.valueOf(thrown.getMessage()));
            return new Failure(problem, thrown, false);
        }
        boolean outside = isOutside(thrown);
        var message = outside ? describe(thrown) : "failed by a fault of its own: " + thrown;
        var problem =
                Problem.error(
                        outside ? RunCodes.OUTSIDE_FAILED : RunCodes.FAULT,
                        "processors." + key,
                        message);
        return new Failure(problem, thrown, outside);
    }

    static Failure of(Problem problem) {
        return new Failure(problem, null, false);
    }

    static boolean isOutside(Throwable thrown) {
        return thrown instanceof IOException
                || thrown instanceof UncheckedIOException
                || (thrown instanceof SQLException && !isData(thrown));
    }

    /** Whether the rows are to blame, by the SQL standard's class of data exceptions. */
    private static boolean isData(Throwable thrown) {
        return thrown instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("22");
    }

    /** What happened, in words: many exceptions of the JDK have only a name for a message. */
    static String describe(Throwable thrown) {
        Throwable told =
                thrown instanceof UncheckedIOException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        String message = told.getMessage();
        if (message == null || message.isBlank()) {
            return told.getClass().getSimpleName();
        }
        return switch (told) {
            case java.nio.file.NoSuchFileException _ -> "there is no file " + message;
            case java.nio.file.AccessDeniedException _ -> "access is denied: " + message;
            case java.nio.file.FileAlreadyExistsException _ ->
                    message + " is a file where a folder is needed";
            default -> message;
        };
    }
}
