package dev.weir.api;

/**
 * Thrown by a task to fail its flow for a reason that the flow's author asked for, such as too many
 * bad rows. It is no fault of the task, and trying again would not help.
 */
public final class StopFlow extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * @param code stable code of the reason
     * @param message what happened, with numbers, as operators read it; no values of sensitive
     *     columns
     */
    public StopFlow(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
