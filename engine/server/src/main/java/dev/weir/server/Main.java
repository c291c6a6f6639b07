package dev.weir.server;

import dev.weir.server.command.Terminal;
import dev.weir.server.command.WeirCommand;

/** Entry point of the {@code weir} program. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code (see {@link dev.weir.server.command.ExitCode}). */
    public static void main(String[] args) {
        // halt, not exit: shutdown hooks belong to interruption, and a finished command has nothing
        // left that a hook should end.
        int code = WeirCommand.execute(Terminal.system(), args);
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
