package dev.weir.server.command;

/** Ends a command with a message for its user and an exit code. */
final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    CommandFailed(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
