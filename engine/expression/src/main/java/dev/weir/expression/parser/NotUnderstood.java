package dev.weir.expression.parser;

/**
 * The parser cannot read a text. It may be wrong, or use syntax of DuckDB that only DuckDB itself
 * reads.
 */
public final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final int offset;
    private final boolean foreign;

    NotUnderstood(int offset, String message, boolean foreign) {
        super(message);
        this.reason = message;
        this.offset = offset;
        this.foreign = foreign;
    }

    NotUnderstood(int offset, String message) {
        this(offset, message, false);
    }

    /** Whether this is syntax that the parser knows to be DuckDB's own. */
    public boolean isForeign() {
        return foreign;
    }

    /** What is wrong. */
    public String reason() {
        return reason;
    }

    /** The character at which reading ended, from 0. */
    public int offset() {
        return offset;
    }
}
