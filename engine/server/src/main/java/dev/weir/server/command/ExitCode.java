package dev.weir.server.command;

/** Exit codes of the command line, after sysexits.h; a contract with scripts. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FLOW_FAILED = 1;
    public static final int USAGE = 64;
    public static final int DATA_INVALID = 65;
    public static final int BUG = 70;
    public static final int IO = 74;
    public static final int CONFIGURATION = 78;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
