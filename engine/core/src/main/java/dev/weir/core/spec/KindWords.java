package dev.weir.core.spec;

import java.util.List;

/** Kinds in the words of a user. */
final class KindWords {

    private KindWords() {}

    /** What a value must be, as in <i>'soon' is not a duration</i>. */
    static String of(Kind kind) {
        return switch (kind) {
            case Kind.Text _ -> "a text";
            case Kind.Hidden _ -> "a secret";
            case Kind.Flag _ -> "true or false";
            case Kind.Whole _ -> "a whole number; write it as 12, 100k or 5M";
            case Kind.Real _ -> "a number; write it as 0.5";
            case Kind.Time _ -> "a duration; write it as 100ms, 1s, 5m or 1h";
            case Kind.Bytes _ -> "a size; write it as 64MiB or 1GiB";
            case Kind.SharePercent _ -> "a share; write it as 5%";
            case Kind.Choice(List<String> names) -> "one of " + String.join(", ", names);
            case Kind.ColumnName _ -> "the name of a column";
            case Kind.ColumnTypeName _ -> "the type of a column";
            case Kind.ExpressionText _ -> "an expression";
            case Kind.QueryText _ -> "a query";
            case Kind.Path _ -> "a path";
            case Kind.ConnectionRef _ -> "the name of a connection or its settings";
            case Kind.Many(Kind of) -> "a list of which each is " + of(of);
            case Kind.Keyed(Kind.ColumnName _) ->
                    "the name of a column, a list of names, or a map of columns";
            case Kind.Keyed _ -> "a map of keys and values";
            case Kind.Group _ -> "a map of settings";
            case Kind.OneOf(List<Kind.Alternative> alternatives) ->
                    "a map with one key of "
                            + String.join(
                                    ", ",
                                    alternatives.stream().map(Kind.Alternative::name).toList());
        };
    }

    /** A kind as a table of settings names it. */
    static String name(Kind kind) {
        return switch (kind) {
            case Kind.Text _ -> "text";
            case Kind.Hidden _ -> "secret";
            case Kind.Flag _ -> "true or false";
            case Kind.Whole whole -> "whole number" + limits(whole);
            case Kind.Real _ -> "number";
            case Kind.Time _ -> "duration";
            case Kind.Bytes _ -> "size";
            case Kind.SharePercent _ -> "share";
            case Kind.Choice(List<String> names) -> String.join(", ", names);
            case Kind.ColumnName _ -> "column";
            case Kind.ColumnTypeName _ -> "column type";
            case Kind.ExpressionText _ -> "expression";
            case Kind.QueryText _ -> "query";
            case Kind.Path _ -> "path";
            case Kind.ConnectionRef _ -> "connection";
            case Kind.Many(Kind of) -> "list of " + name(of);
            case Kind.Keyed(Kind of) -> "map to " + name(of);
            case Kind.Group _ -> "settings";
            case Kind.OneOf(List<Kind.Alternative> alternatives) ->
                    "one of "
                            + String.join(
                                    ", ",
                                    alternatives.stream().map(Kind.Alternative::name).toList());
        };
    }

    private static String limits(Kind.Whole whole) {
        return isOpen(whole.min()) && isOpen(whole.max()) ? "" : ", " + range(whole);
    }

    static String range(Kind.Whole whole) {
        if (isOpen(whole.max())) {
            return "at least " + whole.min();
        }
        return isOpen(whole.min())
                ? "at most " + whole.max()
                : "from " + whole.min() + " to " + whole.max();
    }

    private static boolean isOpen(long bound) {
        return bound == Long.MIN_VALUE
                || bound == Long.MAX_VALUE
                || bound == Integer.MIN_VALUE
                || bound == Integer.MAX_VALUE;
    }
}
