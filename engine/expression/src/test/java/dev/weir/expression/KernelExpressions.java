package dev.weir.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Expressions for which kernels are compared with DuckDB. */
final class KernelExpressions {
    private static final List<String> LITERALS =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "127",
                    "128",
                    "1000",
                    "3000000000",
                    "1.5",
                    "-0.05",
                    "2.50",
                    "1e3",
                    "null");

    private KernelExpressions() {}

    private static List<String> columns(String... prefixes) {
        return EdgeValues.TYPES.keySet().stream()
                .filter(name ->
                        prefixes.length == 0
                                || List.of(prefixes).stream().anyMatch(name::startsWith))
                .toList();
    }

    private static List<String> numbers1() {
        return columns("int", "uint", "float", "decimal").stream()
                .filter(n -> n.endsWith("_1"))
                .toList();
    }

    private static List<String> second(List<String> names) {
        return names.stream().map(n -> n.replaceAll("_1$", "_2")).toList();
    }

    static List<String> comparisons() {
        var all = new ArrayList<String>();
        var operators = List.of("=", "<>", "<", "<=", ">", ">=");
        for (String a : columns()) {
            for (String operator : operators) {
                all.add(a + operator + a.replaceAll("_1$", "_2"));
                for (String b : columns()) {
                    if (a.endsWith("_1") && b.endsWith("_2")) {
                        all.add(a + " " + operator + " " + b);
                    }
                }
                LITERALS.forEach(literal -> all.add(a + " " + operator + " " + literal));
            }
        }
        for (String text :
                List.of(
                        "'completed'",
                        "'a'",
                        "''",
                        "'ä'",
                        "'a long text that does not fit into two words'",
                        "'completed '")) {
            operators.forEach(o -> all.add("utf8_1 " + o + " " + text));
        }
        all.add("date_1 > '2000-01-01'");
        all.add("timestamp_1 <= '2000-01-01 10:00:00'");
        all.add("timestamp_UTC_1 <> '2000-01-01'");
        all.add("int32_1 in (1, 2.5, int64_1)");
        all.add("utf8_1 in ('a', 'abc', utf8_2, null)");
        all.add("utf8_1 not in ('a', 'completed')");
        all.add("decimal_10_2_1 between 0 and 1000.5");
        all.add("int32_1 not between int8_1 and int64_1");
        all.add("float64_1 between float64_2 and 1");
        for (String a : columns()) {
            all.add(a + " is distinct from " + a.replaceAll("_1$", "_2"));
            all.add(a + " is not distinct from " + a.replaceAll("_1$", "_2"));
        }
        return all;
    }

    static List<String> arithmetic() {
        Set<String> all = new TreeSet<>();
        for (String operator : List.of("+", "-", "*", "/", "%", "//")) {
            for (String a : numbers1()) {
                for (String b : second(numbers1())) {
                    all.add(a + " " + operator + " " + b);
                }
                for (String literal : LITERALS) {
                    all.add(a + " " + operator + " " + literal);
                    all.add(literal + " " + operator + " " + a);
                }
            }
        }
        numbers1().forEach(a -> all.add("-" + a));
        numbers1().forEach(a -> all.add("+" + a));
        all.add("int32_1 * decimal_10_2_1 + 1");
        all.add("(int8_1 + 1) * (int8_2 - 1)");
        all.add("2 + 3 * int32_1 - 4");
        all.add("1 + 1");
        all.add("1 / 0");
        all.add("-128 + int8_1");
        return List.copyOf(all);
    }

    static List<String> casts() {
        var all = new ArrayList<String>();
        for (String a : columns()) {
            for (String type :
                    List.of(
                            "boolean",
                            "tinyint",
                            "smallint",
                            "int",
                            "bigint",
                            "utinyint",
                            "usmallint",
                            "uinteger",
                            "float",
                            "double",
                            "decimal(4,1)",
                            "decimal(10,2)",
                            "decimal(18,0)",
                            "numeric",
                            "decimal(18,18)",
                            "varchar",
                            "date",
                            "timestamp",
                            "timestamptz")) {
                all.add(a + "::" + type);
                all.add("try_cast(" + a + " as " + type + ")");
            }
        }
        return all;
    }

    static List<String> logic() {
        var all = new ArrayList<String>();
        for (String operator : List.of("and", "or")) {
            all.add("bool_1 " + operator + " bool_2");
            all.add("bool_1 " + operator + " null");
            all.add("null " + operator + " bool_1");
            all.add("int32_1 > 0 " + operator + " not bool_2");
            all.add("int32_1 " + operator + " bool_2");
            all.add("bool_1 " + operator + " bool_2 or bool_1 and not bool_2");
        }
        all.add("not bool_1");
        for (String a : columns()) {
            all.add(a + " is null");
            all.add(a + " is not null");
            all.add("coalesce(" + a + ", " + a.replaceAll("_1$", "_2") + ")");
            all.add("nullif(" + a + ", " + a.replaceAll("_1$", "_2") + ")");
            all.add("case when bool_1 then " + a + " end");
            all.add(
                    "case when bool_1 then "
                            + a
                            + " when bool_2 then "
                            + a.replaceAll("_1$", "_2")
                            + " else null end");
            all.add("if(bool_1, " + a + ", " + a.replaceAll("_1$", "_2") + ")");
            all.add(
                    "case "
                            + a
                            + " when "
                            + a.replaceAll("_1$", "_2")
                            + " then 'same' else 'other' end");
        }
        for (String a : numbers1()) {
            for (String b : second(numbers1())) {
                all.add("coalesce(" + a + ", " + b + ")");
                all.add("case when bool_1 then " + a + " else " + b + " end");
            }
            LITERALS.forEach(literal -> all.add("ifnull(" + a + ", " + literal + ")"));
            LITERALS.forEach(literal -> all.add("nullif(" + a + ", " + literal + ")"));
        }
        for (String test :
                List.of("is true", "is false", "is not true", "is not false", "is unknown")) {
            all.add("bool_1 " + test);
        }
        all.add("coalesce(date_1, timestamp_1)");
        all.add("coalesce(timestamp_1, timestamp_UTC_1)");
        all.add("coalesce(utf8_1, 'none')");
        all.add("coalesce(int32_1, '5')");
        return all;
    }

    static List<String> texts() {
        var all = new ArrayList<String>();
        for (String a : columns()) {
            all.add(a + " || utf8_1");
            all.add("concat(" + a + ", '-', utf8_1, null)");
        }
        for (String function :
                List.of(
                        "lower", "upper", "trim", "ltrim", "rtrim", "length", "len", "strlen",
                        "reverse", "lcase", "ucase")) {
            all.add(function + "(utf8_1)");
            all.add(function + "(utf8_1 || utf8_2)");
        }
        for (String pattern :
                List.of(
                        "",
                        "a",
                        "%",
                        "%%",
                        "a%",
                        "%a",
                        "%a%",
                        "_",
                        "a_b",
                        "%ä%",
                        "_b%",
                        "%e_",
                        "completed",
                        "c%d",
                        "\\%")) {
            all.add("utf8_1 like '" + pattern + "'");
            all.add("utf8_1 not like '" + pattern + "'");
            all.add("utf8_1 ilike '" + pattern + "'");
        }
        for (int from : List.of(-5, -1, 0, 1, 2, 3, 100)) {
            all.add("substring(utf8_1, " + from + ")");
            all.add("left(utf8_1, " + from + ")");
            all.add("right(utf8_1, " + from + ")");
            for (int length : List.of(-2, 0, 1, 3, 100)) {
                all.add("substr(utf8_1, " + from + ", " + length + ")");
            }
        }
        all.add("left(utf8_1, int8_1)");
        all.add("substring(utf8_1, int32_1, int8_1)");
        for (String other : List.of("''", "'a'", "'ä'", "utf8_2", "null", "'pl'")) {
            all.add("contains(utf8_1, " + other + ")");
            all.add("starts_with(utf8_1, " + other + ")");
            all.add("prefix(utf8_1, " + other + ")");
            all.add("ends_with(utf8_1, " + other + ")");
            all.add("suffix(utf8_1, " + other + ")");
            all.add("replace(utf8_1, " + other + ", 'xyz')");
            all.add("replace(utf8_1, " + other + ", '')");
            all.add("strpos(utf8_1, " + other + ")");
            all.add("instr(utf8_1, " + other + ")");
        }
        all.add("trim(utf8_1, 'ax ')");
        all.add("lower(trim(utf8_1)) = 'abc'");
        return all;
    }

    static List<String> times() {
        var all = new ArrayList<String>();
        var parts =
                List.of(
                        "year",
                        "month",
                        "day",
                        "hour",
                        "minute",
                        "second",
                        "quarter",
                        "dow",
                        "isodow",
                        "doy",
                        "week",
                        "millisecond",
                        "microsecond",
                        "epoch",
                        "decade",
                        "century");
        for (String a : columns("date", "timestamp")) {
            for (String part : parts) {
                all.add("date_part('" + part + "', " + a + ")");
                all.add("extract(" + part + " from " + a + ")");
                all.add("date_trunc('" + part + "', " + a + ")");
            }
            for (String function :
                    List.of(
                            "year",
                            "month",
                            "day",
                            "hour",
                            "minute",
                            "second",
                            "quarter",
                            "dayofweek",
                            "dayofyear",
                            "dayofmonth")) {
                all.add(function + "(" + a + ")");
            }
        }
        all.add("date '2024-02-29' < date_1");
        all.add("timestamp '2024-02-29 10:00:00' < timestamp_1");
        return all;
    }

    static List<String> numbers() {
        var all = new ArrayList<String>();
        for (String a : columns("int", "uint", "float", "decimal")) {
            for (String function : List.of("abs", "floor", "ceil", "ceiling", "round", "sign")) {
                all.add(function + "(" + a + ")");
            }
            for (int digits : List.of(-2, -1, 0, 1, 2, 5)) {
                all.add("round(" + a + ", " + digits + ")");
            }
        }
        all.add("abs(int32_1 - int32_2)");
        all.add("round(decimal_10_2_1 * 1.19, 2)");
        return all;
    }
}
