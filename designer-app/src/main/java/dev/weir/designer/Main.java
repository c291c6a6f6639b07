package dev.weir.designer;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import javafx.application.Application;

/** Starts the designer, or makes pictures of it. */
public final class Main {

    private static final int USAGE = 64;
    private static final int MISSING = 74;

    private Main() {}

    public static void main(String... words) {
        // The server's jar may stand on the same class path with a configuration of its own.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "dev/weir/designer/logging.xml");
        }
        if (words.length == 1 && (words[0].equals("--help") || words[0].equals("-h"))) {
            System.out.println(Arguments.USAGE);
            return;
        }
        try {
            var arguments = Arguments.of(words);
            var missing = arguments.flow().filter(flow -> !Files.isRegularFile(flow));
            if (missing.isPresent()) {
                fail(MISSING, missing.get() + ": there is no such file");
            }
            start(arguments);
        } catch (IllegalArgumentException e) {
            fail(USAGE, String.valueOf(e.getMessage()) + "\n" + Arguments.USAGE);
        } catch (IOException e) {
            fail(MISSING, String.valueOf(e.getMessage()));
        }
    }

    private static void start(Arguments arguments) throws IOException {
        if (arguments.pictures().isPresent()) {
            headless();
            Files.createDirectories(arguments.pictures().get());
        }
        Designer.arguments = Optional.of(arguments);
        Application.launch(Designer.class);
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
