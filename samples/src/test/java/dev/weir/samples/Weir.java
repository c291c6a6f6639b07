package dev.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.server.command.Terminal;
import dev.weir.server.command.WeirCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The command line, as a user of the samples calls it. */
record Weir(int code, String out, String err) {

    /** Folder of a sample in the checkout. */
    static Path sample(String name) {
        return Path.of("").toAbsolutePath().resolve(name);
    }

    static Weir call(Object... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        false,
                        false);
        var words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = WeirCommand.execute(terminal, words);
        return new Weir(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Calls and expects success. */
    static Weir succeed(Object... arguments) {
        var call = call(arguments);
        assertEquals(0, call.code, call.err);
        return call;
    }
}
