package dev.weir.processors.quality;

import dev.weir.api.Column;
import dev.weir.api.Doc;
import dev.weir.api.Expression;
import dev.weir.api.InvalidSetting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What must hold for a row. A null breaks {@code not-null} and {@code is-true} only. */
public sealed interface Expectation {

    /** A column always has a value. */
    @Doc("The column has a value.")
    record NotNull(@Doc(value = "The column.", example = "id") Column column)
            implements Expectation {}

    /** No two rows have the same values. */
    @Doc("No two rows have the same values in these columns; of those that do, the first is good.")
    record Unique(
            @Doc(value = "A column or several.", example = "[order, line]") List<Column> columns)
            implements Expectation {
        public Unique {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new InvalidSetting("columns", "names no column");
            }
            if (new HashSet<>(columns).size() < columns.size()) {
                throw new InvalidSetting("columns", "names a column twice");
            }
        }
    }

    /** A column's value lies between two others. */
    @Doc("The column's value is neither below `min` nor above `max`.")
    record Between(
            @Doc(value = "The column.", example = "total") Column column,
            @Doc(value = "Smallest good value.", example = "0") Optional<String> min,
            @Doc(value = "Largest good value.", example = "2026-12-31") Optional<String> max)
            implements Expectation {
        public Between {
            if (min.isEmpty() && max.isEmpty()) {
                throw new InvalidSetting("min", "neither min nor max is given");
            }
        }
    }

    /** A column's value is one of a list. */
    @Doc("The column's value is one of a list.")
    record InSet(
            @Doc(value = "The column.", example = "status") Column column,
            @Doc(value = "The good values.", example = "[open, completed]") List<String> values)
            implements Expectation {
        public InSet {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new InvalidSetting("values", "names no value");
            }
        }
    }

    /** A column's whole text matches a regular expression. */
    @Doc("The column's whole text matches a regular expression (RE2).")
    record Matches(
            @Doc(value = "The column.", example = "email") Column column,
            @Doc(value = "The regular expression.", example = "[^@]+@[^@]+") String pattern)
            implements Expectation {}

    /** A condition is true. */
    @Doc("The condition is true.")
    record IsTrue(
            @Doc(value = "The condition.", example = "shipped >= ordered") Expression condition)
            implements Expectation {}
}
