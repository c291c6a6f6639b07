package dev.weir.expression;

import java.util.List;

/** Outcome of a check: what was asked for, or what is wrong. */
public sealed interface Checked<T> {

    /** Nothing is wrong. */
    record Valid<T>(T value) implements Checked<T> {}

    /** There is at least one mistake; they are in the order of the text. */
    record Invalid<T>(List<Mistake> mistakes) implements Checked<T> {
        public Invalid {
            mistakes = List.copyOf(mistakes);
        }
    }
}
