package dev.weir.core.run;

/**
 * How a flow is started.
 *
 * @param fresh forget the state of former runs, positions included, and begin anew
 */
public record RunOptions(boolean fresh) {

    /** Goes on where the flow stood. */
    public static final RunOptions DEFAULT = new RunOptions(false);
}
