package dev.weir.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What ends a command before its time: in words, with an exit code, and without a stack trace. */
final class Trouble {
    private static final int LONGEST = 300;

    private Trouble() {}

    /** Tells what was thrown; answers with the exit code. */
    static int told(Terminal terminal, Throwable thrown) {
        return switch (thrown) {
            case CommandFailed failed -> {
                terminal.error(String.valueOf(failed.getMessage()));
                yield failed.code();
            }
            case IOException io -> {
                terminal.error(describe(io));
                yield ExitCode.IO;
            }
            case UncheckedIOException io -> {
                terminal.error(io.getCause() == null ? words(io) : describe(io.getCause()));
                yield ExitCode.IO;
            }
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            case OutOfMemoryError _ -> {
                terminal.error(
                        "The memory does not suffice (%s). Give it more: WEIR_JAVA_OPTS=-Xmx2g"
                                .formatted(thrown.getMessage()));
                yield ExitCode.CONFIGURATION;
            }
            default -> {
                var library = missingLibrary(thrown);
                if (library.isPresent()) {
                    terminal.error(library.get());
                    trace(terminal, thrown);
                    yield ExitCode.CONFIGURATION;
                }
                yield bug(terminal, thrown);
            }
        };
    }

    /**
     * Native libraries are unpacked into the folder for temporary files. That it cannot be used is
     * said here, before a library says it in words of its own.
     */
    static Optional<String> temporaryFolder() {
        String folder = System.getProperty("java.io.tmpdir", "");
        Path path = Path.of(folder);
        return Files.isDirectory(path) && Files.isWritable(path)
                ? Optional.empty()
                : Optional.of(
                        "the folder for temporary files, %s, %s; name another one:"
                                        .formatted(
                                                folder,
                                                Files.isDirectory(path)
                                                        ? "cannot be written"
                                                        : "does not exist")
                                + " WEIR_JAVA_OPTS=-Djava.io.tmpdir=DIR");
    }

    private static Optional<String> missingLibrary(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof UnsatisfiedLinkError
                    || (cause instanceof IOException
                            && thrown instanceof ExceptionInInitializerError)) {
                return Optional.of(
                        ("A native library cannot be unpacked or loaded: %s. It needs a folder for"
                                        + " temporary files from which programs may be started (now"
                                        + " %s); name another one: WEIR_JAVA_OPTS=-Djava.io.tmpdir=DIR")
                                .formatted(
                                        cause.getMessage(), System.getProperty("java.io.tmpdir")));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static String describe(IOException problem) {
        if (!(problem instanceof FileSystemException file)) {
            return words(problem);
        }
        String what =
                switch (file) {
                    case NoSuchFileException _ -> "there is no such file or folder";
                    case AccessDeniedException _ -> "access is denied";
                    case FileAlreadyExistsException _ -> "is a file where a folder is needed";
                    default -> file.getReason() == null ? "cannot be used" : file.getReason();
                };
        return file.getFile() + ": " + what;
    }

    /** The message; some exceptions have only a name. */
    private static String words(Exception problem) {
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    private static int bug(Terminal terminal, Throwable thrown) {
        String what = thrown.toString();
        terminal.error(
                "This is a bug in Weir: " + what.substring(0, Math.min(what.length(), LONGEST)));
        if (!trace(terminal, thrown)) {
            terminal.message("Set WEIR_DEBUG=1 to see where it happened.");
        }
        return ExitCode.BUG;
    }

    private static boolean trace(Terminal terminal, Throwable thrown) {
        boolean wanted = terminal.environment().containsKey("WEIR_DEBUG");
        if (wanted) {
            thrown.printStackTrace(terminal.err());
        }
        return wanted;
    }
}
