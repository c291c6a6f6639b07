package dev.weir.expression.parser;

import dev.weir.expression.parser.Syntax.Span;
import java.util.Locale;

/**
 * A word of an expression.
 *
 * @param text the characters, without quotes for names and texts
 */
record Token(Kind kind, String text, Span span) {

    enum Kind {
        NAME,
        QUOTED_NAME,
        NUMBER,
        TEXT,
        OPERATOR,
        END
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    /** A name in lower case. */
    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }

    String shown() {
        return kind == Kind.END ? "the end" : kind == Kind.TEXT ? "a text" : "'" + text + "'";
    }
}
