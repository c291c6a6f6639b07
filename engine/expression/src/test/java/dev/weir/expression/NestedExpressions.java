package dev.weir.expression;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Random expressions over the columns of {@link FailingValues}, nested in each other. What stands
 * on the right of {@code and} and {@code or} never fails: ours is protected by what is on the left,
 * DuckDB's is not.
 */
final class NestedExpressions {
    private static final List<String> INTEGERS =
            List.of("tinyint", "smallint", "int", "bigint", "utinyint", "usmallint", "uinteger");
    private static final List<String> DECIMALS =
            List.of("decimal(4,1)", "decimal(10,2)", "decimal(18,0)", "decimal(6,6)");
    private static final List<String> PATTERNS = List.of("%", "a%", "%b", "%1%", "_", "7", "");

    private final Random random;

    NestedExpressions(Random random) {
        this.random = random;
    }

    /** An expression of any kind. */
    String any(int depth) {
        return switch (random.nextInt(7)) {
            case 0, 1, 2 -> bool(depth);
            case 3 -> text(depth);
            case 4 -> time(depth);
            default -> number(depth);
        };
    }

    private String number(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> decimal(depth);
            case 1 -> floating(depth);
            default -> integer(depth);
        };
    }

    private String bool(int depth) {
        if (depth == 0) {
            return one("x", "y", "x", "y", "cast(z as boolean)");
        }
        int less = depth - 1;
        return bracketed(
                switch (random.nextInt(14)) {
                    case 0, 1 -> any(less) + one(" is null", " is not null");
                    case 2 ->
                            bool(less)
                                    + one(" is true", " is not true", " is false", " is not false");
                    case 3, 4 -> pair(less, one(" is distinct from ", " is not distinct from "));
                    case 5, 6 -> pair(less, one(" = ", " <> ", " < ", " <= ", " > ", " >= "));
                    case 7 -> bool(less) + one(" and ", " or ") + bool(0);
                    case 8 -> "not " + bool(less);
                    case 9 ->
                            number(less)
                                    + not()
                                    + " in ("
                                    + number(less)
                                    + ", 7, "
                                    + number(less)
                                    + ")";
                    case 10 ->
                            number(less)
                                    + not()
                                    + " between "
                                    + number(less)
                                    + " and "
                                    + number(less);
                    case 11 -> text(less) + not() + " like '" + of(PATTERNS) + "'";
                    case 12 -> text(less) + not() + " in ('a', " + text(less) + ")";
                    default -> common(less, this::bool, one("boolean", "bool"));
                });
    }

    /** Two operands of one kind. */
    private String pair(int depth, String operator) {
        return switch (random.nextInt(5)) {
            case 0 -> text(depth) + operator + text(depth);
            case 1 -> bool(depth) + operator + bool(depth);
            case 2 -> time(depth) + operator + time(depth);
            case 3 -> number(depth) + operator + literal();
            default -> number(depth) + operator + number(depth);
        };
    }

    private String integer(int depth) {
        if (depth == 0) {
            return one("i", "j", "n", "b", "u", "i", "z");
        }
        int less = depth - 1;
        return bracketed(
                switch (random.nextInt(10)) {
                    case 0, 1 ->
                            integer(less) + one(" + ", " - ", " * ", " // ", " % ") + integer(less);
                    case 2 -> one("abs(", "round(", "-(") + integer(less) + ")";
                    case 3 -> integer(less) + one(" + ", " - ", " * ", " // ", " % ") + literal();
                    case 5 -> one("length(", "strlen(") + text(less) + ")";
                    case 4 -> "strpos(" + text(less) + ", " + text(less) + ")";
                    case 6 -> one("year(", "day(", "dayofweek(") + time(less) + ")";
                    default -> common(less, this::integer, of(INTEGERS));
                });
    }

    private String decimal(int depth) {
        if (depth == 0) {
            return one("d", "e");
        }
        int less = depth - 1;
        return bracketed(
                switch (random.nextInt(6)) {
                    case 0, 1 ->
                            decimal(less)
                                    + one(" + ", " - ", " * ", " % ")
                                    + one(number(less), literal());
                    case 2 -> one("abs(", "round(", "floor(", "ceil(", "-(") + decimal(less) + ")";
                    case 3 -> "round(" + decimal(less) + ", " + random.nextInt(3) + ")";
                    default -> common(less, this::decimal, of(DECIMALS));
                });
    }

    private String floating(int depth) {
        if (depth == 0) {
            return one("f", "g");
        }
        int less = depth - 1;
        return bracketed(
                switch (random.nextInt(6)) {
                    case 0 ->
                            number(less) + one(" / ", " / ", " + ", " * ", " - ") + floating(less);
                    case 1, 2 ->
                            one("abs(", "round(", "floor(", "ceil(", "-(") + floating(less) + ")";
                    default -> common(less, this::floating, one("double", "float", "double"));
                });
    }

    private String text(int depth) {
        if (depth == 0) {
            return one("s", "t", "t", "v", "w");
        }
        int less = depth - 1;
        return bracketed(
                switch (random.nextInt(9)) {
                    case 0 -> any(less) + " || " + text(less);
                    case 1 -> "concat(" + any(less) + ", '-', " + text(less) + ")";
                    case 2 -> one("lower(", "upper(", "trim(") + text(less) + ")";
                    case 3 -> one("left(", "right(") + text(less) + ", " + integer(less) + ")";
                    case 4 -> "substring(" + text(less) + ", " + integer(less) + ", 2)";
                    case 5 -> "replace(" + text(less) + ", " + text(less) + ", " + text(less) + ")";
                    default -> common(less, this::text, "varchar");
                });
    }

    private String time(int depth) {
        if (depth == 0) {
            return one("day", "ts");
        }
        int less = depth - 1;
        return bracketed(
                random.nextInt(3) == 0
                        ? "date_trunc('" + one("month", "day", "hour") + "', " + time(less) + ")"
                        : common(less, this::time, one("date", "timestamp")));
    }

    /** What there is for every kind. */
    private String common(int depth, IntFunction<String> same, String type) {
        return switch (random.nextInt(10)) {
            case 0 -> "try_cast(" + any(depth) + " as " + type + ")";
            case 1 -> "try_cast(" + text(depth) + " as " + type + ")";
            case 2 -> "try_cast(" + failing(depth) + " as " + type + ")";
            case 3 -> "cast(" + text(depth) + " as " + type + ")";
            case 4 -> "cast(" + any(depth) + " as " + type + ")";
            case 5 -> "coalesce(" + same.apply(depth) + ", " + same.apply(depth) + ")";
            case 6 -> "nullif(" + same.apply(depth) + ", " + same.apply(depth) + ")";
            case 7 ->
                    "case when %s then %s else %s end"
                            .formatted(bool(depth), same.apply(depth), same.apply(depth));
            case 8 ->
                    "case %s when %s then %s end"
                            .formatted(number(depth), number(depth), same.apply(depth));
            default ->
                    "if(%s, %s, %s)".formatted(bool(depth), same.apply(depth), same.apply(depth));
        };
    }

    private String failing(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> "cast(" + text(depth) + " as " + of(INTEGERS) + ")";
            case 1 ->
                    "(" + one("i + i", "n * n", "-(b)", "abs(n)", "u - j", "d % b", "i // b") + ")";
            default -> "(" + integer(depth) + one(" + ", " * ", " // ") + integer(depth) + ")";
        };
    }

    /** Stands nowhere alone: what is null or fails in all rows is known to DuckDB beforehand. */
    private String literal() {
        return one("0", "7", "-1", "300", "-(2)", "0.5", "-0.01", "2.0", "1e0", "-25e-1");
    }

    private String not() {
        return random.nextBoolean() ? " not" : "";
    }

    /** In brackets, so that precedence does not matter. */
    private static String bracketed(String expression) {
        return "(" + expression + ")";
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String of(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
