package dev.weir.expression;

import java.util.Optional;

/**
 * Something in an expression or a query that its author must mend.
 *
 * @param offset the character it is about, from 0; 0 where it is not known
 * @param message what is wrong, with the value, and what to do, the suggestion included
 * @param suggestion what should probably stand there instead
 */
public record Mistake(int offset, String message, Optional<String> suggestion) {

    public Mistake(int offset, String message) {
        this(offset, message, Optional.empty());
    }
}
