package dev.weir.server.command;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command writes: data to {@code out}, progress and messages to {@code err}.
 *
 * @param colour whether messages may be coloured
 * @param live whether a progress line may be drawn over and over
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean colour,
        boolean live) {

    /** The process's own streams; colour and progress only on a terminal. */
    public static Terminal system() {
        var environment = System.getenv();
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean dumb = "dumb".equals(environment.get("TERM"));
        String noColour = environment.getOrDefault("NO_COLOR", "");
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                environment,
                terminal && !dumb && noColour.isEmpty(),
                terminal && !dumb);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    void message(String text) {
        err.println(text);
    }

    void error(String text) {
        err.println(red(text));
    }

    String red(String text) {
        return paint(text, "31");
    }

    String yellow(String text) {
        return paint(text, "33");
    }

    String green(String text) {
        return paint(text, "32");
    }

    String bold(String text) {
        return paint(text, "1");
    }

    String faint(String text) {
        return paint(text, "2");
    }

    private String paint(String text, String code) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
