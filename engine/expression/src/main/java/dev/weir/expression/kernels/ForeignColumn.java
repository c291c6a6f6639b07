package dev.weir.expression.kernels;

import dev.weir.expression.parser.Syntax.Span;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A part of an expression that DuckDB works out, a batch at a time, before the kernels run.
 *
 * @param sql the part as it was written
 * @param span where it stands in the expression
 * @param columns indexes of the columns that it reads, rising
 * @param type type of its value, as a field without a name
 */
public record ForeignColumn(String sql, Span span, List<Integer> columns, Field type) {

    public ForeignColumn {
        columns = List.copyOf(columns);
    }

    /** Tells the type that DuckDB gives a part of an expression. */
    public interface Describer {
        /**
         * The type of a part's value, as a field without a name.
         *
         * @throws Mistaken if DuckDB finds a mistake in it
         */
        Field describe(String sql, Span span) throws Mistaken;
    }

    /** A part of an expression is wrong. */
    public static final class Mistaken extends Exception {
        private static final long serialVersionUID = 1;

        private final String reason;
        private final int offset;
        private final boolean syntax;

        public Mistaken(int offset, String message, boolean syntax) {
            super(message);
            this.reason = message;
            this.offset = offset;
            this.syntax = syntax;
        }

        /** What is wrong. */
        public String reason() {
            return reason;
        }

        /** Whether it is not even well-formed. */
        public boolean isSyntax() {
            return syntax;
        }

        /** The character of the expression that it is about, from 0. */
        public int offset() {
            return offset;
        }
    }
}
