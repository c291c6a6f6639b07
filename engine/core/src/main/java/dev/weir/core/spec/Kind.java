package dev.weir.core.spec;

import dev.weir.api.Connection;
import java.util.List;

/** What kind of value a setting takes; the designer has one editor for each. */
public sealed interface Kind {
    record Text() implements Kind {}

    /** A secret. */
    record Hidden() implements Kind {}

    record Flag() implements Kind {}

    /** A whole number; {@code 100k} and {@code 5M} are allowed. */
    record Whole(long min, long max) implements Kind {}

    record Real() implements Kind {}

    /** A duration such as {@code 5m}. */
    record Time() implements Kind {}

    /** A size such as {@code 64MiB}. */
    record Bytes() implements Kind {}

    /** A share such as {@code 5%}. */
    record SharePercent() implements Kind {}

    record Choice(List<String> names) implements Kind {
        public Choice {
            names = List.copyOf(names);
        }
    }

    /** The name of a column of the input. */
    record ColumnName() implements Kind {}

    /** The type of a column. */
    record ColumnTypeName() implements Kind {}

    record ExpressionText() implements Kind {}

    record QueryText() implements Kind {}

    /** A file or a folder. */
    record Path() implements Kind {}

    /** The name of a connection, or its settings. */
    record ConnectionRef(Class<? extends Connection> type) implements Kind {}

    record Many(Kind of) implements Kind {}

    /** A map whose keys the author chooses. */
    record Keyed(Kind of) implements Kind {}

    /** Settings below a setting. */
    record Group(Class<? extends Record> type, List<Setting> settings) implements Kind {
        public Group {
            settings = List.copyOf(settings);
        }
    }

    /** One of several groups: a map with one key that says which. */
    record OneOf(List<Alternative> alternatives) implements Kind {
        public OneOf {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * @param shorthand whether the value may be that of its only setting, as in {@code {not-null:
     *     id}}
     */
    record Alternative(String name, String doc, Group group, boolean shorthand) {}
}
