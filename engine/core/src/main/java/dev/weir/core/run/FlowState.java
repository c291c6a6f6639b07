package dev.weir.core.run;

/** Where a flow is in its life. */
public enum FlowState {
    /** Recovering: sinks finish what the last checkpoint promised, tasks are restored. */
    STARTING,
    /** Rows move, or the flow waits for more of them. */
    RUNNING,
    /**
     * The outside world failed: the flow went back to its last checkpoint and waits to try again.
     */
    WAITING,
    /** Asked to end at the next checkpoint, and not there yet. */
    STOPPING,
    /** All sources have ended and everything is committed. */
    COMPLETED,
    /** Ended before its time; the next start goes on from the last checkpoint. */
    STOPPED,
    /** Ended by a failure, which the outcome names. */
    FAILED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return this == COMPLETED || this == STOPPED || this == FAILED;
    }
}
