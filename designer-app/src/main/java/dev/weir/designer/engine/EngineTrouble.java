package dev.weir.designer.engine;

/** An engine could not do what it was asked to; the message says why and what to do. */
public final class EngineTrouble extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String words;

    public EngineTrouble(String code, String message) {
        super(message);
        this.code = code;
        this.words = message;
    }

    public EngineTrouble(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.words = message;
    }

    /** What to tell the user. */
    public String words() {
        return words;
    }

    /** Stable code of the problem; empty if it has none. */
    public String code() {
        return code;
    }
}
