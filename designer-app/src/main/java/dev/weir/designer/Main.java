package dev.weir.designer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import javafx.application.Application;

/** Starts the designer, or makes pictures of it. */
public final class Main {

    private static final String HELP =
            Arguments.USAGE
                    + """


                    Opens the designer, which draws, checks and runs flows.

                      FLOW.flow.yaml       A flow file to open.
                      --data DIR           Folder for checkpoints, dead letters and plugins (default: ~/.weir).
                      --theme light|dark   Colours (default: light).
                      --pictures DIR       Make pictures of every screen in this folder; needs no display.\
                    """;

    private static final int USAGE = 64;
    private static final int BUG = 70;
    private static final int IO = 74;
    private static final int CONFIGURATION = 78;

    /** Held here, for the log manager forgets what nobody holds. */
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private Main() {}

    public static void main(String... words) {
        // The server's jar may stand on the same class path with a configuration of its own.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "dev/weir/designer/logging.xml");
        }
        if (List.of(words).contains("--help") || List.of(words).contains("-h")) {
            System.out.println(HELP);
            return;
        }
        try {
            var arguments = Arguments.of(words);
            var missing = arguments.flow().filter(flow -> !Files.isRegularFile(flow));
            if (missing.isPresent()) {
                fail(IO, missing.get() + ": there is no such file");
            }
            start(arguments);
        } catch (IllegalArgumentException e) {
            fail(USAGE, String.valueOf(e.getMessage()) + "\n" + Arguments.USAGE);
        } catch (IOException e) {
            fail(IO, describe(e));
        }
    }

    private static void start(Arguments arguments) throws IOException {
        if (arguments.pictures().isPresent()) {
            headless();
            Files.createDirectories(arguments.pictures().get());
        }
        Designer.arguments = Optional.of(arguments);
        // It warns of the class path at every start, which is how we run it.
        TOOLKIT.setFilter(record -> !record.getMessage().startsWith("Unsupported JavaFX"));
        try {
            Application.launch(Designer.class);
        } catch (UnsupportedOperationException e) {
            fail(
                    CONFIGURATION,
                    "The designer finds no display to open its window on (%s)."
                                    .formatted(e.getMessage())
                            + " --pictures DIR needs none, nor do 'weir run' and 'weir server'.");
        } catch (LinkageError e) {
            fail(
                    CONFIGURATION,
                    "A native library of the window system cannot be loaded: " + e.getMessage());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** What ended the designer before its window was open. */
    private static void failed(RuntimeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof IOException trouble) {
            fail(IO, describe(trouble));
        }
        if (System.getenv("WEIR_DEBUG") != null) {
            failure.printStackTrace();
        }
        fail(
                BUG,
                "This is a bug in Weir: " + cause + "\nSet WEIR_DEBUG=1 to see where it happened.");
    }

    private static String describe(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
            case AccessDeniedException e -> e.getFile() + ": access is denied";
            case FileAlreadyExistsException e ->
                    e.getFile() + ": is a file where a folder is needed";
            case FileSystemException e ->
                    e.getFile() + ": " + (e.getReason() == null ? "cannot be used" : e.getReason());
            default -> String.valueOf(trouble.getMessage());
        };
    }

    /** Neither a display nor a graphics card is needed to make pictures. */
    private static void headless() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
    }

    private static void fail(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }
}
