package dev.weir.processors.quality;

import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.DesignContext;
import dev.weir.api.Expression;
import dev.weir.processors.quality.Expectation.Between;
import dev.weir.processors.quality.Expectation.InSet;
import dev.weir.processors.quality.Expectation.IsTrue;
import dev.weir.processors.quality.Expectation.Matches;
import dev.weir.processors.quality.Expectation.NotNull;
import dev.weir.processors.quality.Expectation.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An expectation made ready for rows of a schema.
 *
 * @param code stable code of rows that break it
 * @param columns what it looks at, as far as that is known
 * @param condition true for good rows; empty for {@code unique}, which is no matter of a single row
 * @param words the rule in a few words, for messages: {@code total between 0 and 10}
 * @param broken what is wrong with a row, after its value: {@code is below 0}
 */
record Rule(
        String code,
        List<String> columns,
        Optional<Expression> condition,
        String words,
        String broken) {

    static final String NOT_NULL = "WEIR-4401";
    static final String UNIQUE = "WEIR-4402";
    static final String BETWEEN = "WEIR-4403";
    static final String IN_SET = "WEIR-4404";
    static final String MATCHES = "WEIR-4405";
    static final String IS_TRUE = "WEIR-4406";

    private static final int SHOWN_VALUES = 5;

    /** The rule of an expectation that was checked. */
    static Rule of(Expectation expectation, Schema schema) {
        return switch (expectation) {
            case NotNull(Column column) ->
                    new Rule(
                            NOT_NULL,
                            List.of(column.name()),
                            condition("%s IS NOT NULL", column),
                            column + " not null",
                            "is null");
            case Unique(List<Column> columns) -> {
                var names = columns.stream().map(Column::name).toList();
                yield new Rule(
                        UNIQUE,
                        names,
                        Optional.empty(),
                        String.join(", ", names) + " unique",
                        "was there before");
            }
            case Between between -> between(between, schema);
            case InSet(Column column, List<String> values) -> {
                Field field = schema.findField(column.name());
                var literals =
                        values.stream().map(v -> Literal.of(v, field).orElseThrow()).toList();
                var list = String.join(", ", literals);
                yield new Rule(
                        IN_SET,
                        List.of(column.name()),
                        condition("%1$s IS NULL OR %1$s IN (" + escaped(list) + ")", column),
                        "%s in %s".formatted(column, shown(values)),
                        "is none of " + shown(values));
            }
            case Matches(Column column, String pattern) ->
                    new Rule(
                            MATCHES,
                            List.of(column.name()),
                            condition(
                                    "%1$s IS NULL OR regexp_full_match(%1$s, "
                                            + escaped(Literal.text(pattern))
                                            + ")",
                                    column),
                            "%s matches %s".formatted(column, pattern),
                            "does not match " + pattern);
            case IsTrue(Expression condition) ->
                    new Rule(
                            IS_TRUE,
                            List.of(),
                            Optional.of(condition),
                            condition.text(),
                            "is not true");
        };
    }

    private static Rule between(Between between, Schema schema) {
        Field field = schema.findField(between.column().name());
        var parts = new ArrayList<String>();
        var bounds = new ArrayList<String>();
        between.min()
                .ifPresent(min -> {
                    parts.add("%1$s >= " + escaped(Literal.of(min, field).orElseThrow()));
                    bounds.add("below " + min);
                });
        between.max()
                .ifPresent(max -> {
                    parts.add("%1$s <= " + escaped(Literal.of(max, field).orElseThrow()));
                    bounds.add("above " + max);
                });
        var condition = "%1$s IS NULL OR (" + String.join(" AND ", parts) + ")";
        return new Rule(
                BETWEEN,
                List.of(between.column().name()),
                condition(condition, between.column()),
                "%s not %s".formatted(between.column(), String.join(" or ", bounds)),
                "is " + String.join(" or ", bounds));
    }

    private static Optional<Expression> condition(String sql, Column column) {
        return Optional.of(new Expression(sql.formatted(Literal.quoted(column.name()))));
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    private static String shown(List<String> values) {
        int shown = Math.min(SHOWN_VALUES, values.size());
        return String.join(", ", values.subList(0, shown))
                + (shown < values.size() ? " and %d more".formatted(values.size() - shown) : "");
    }

    /** Reports everything that is wrong with an expectation. */
    static void check(Expectation expectation, String path, Schema schema, DesignContext context) {
        switch (expectation) {
            case NotNull(Column column) -> context.column(path + ".column", schema, column.name());
            case Unique(List<Column> columns) -> {
                for (int i = 0; i < columns.size(); i++) {
                    String at = "%s.columns[%d]".formatted(path, i);
                    context.column(at, schema, columns.get(i).name())
                            .filter(field -> !RowKeys.canHold(field))
                            .ifPresent(field -> context.problem(at, noKey(field)));
                }
            }
            case Between(Column column, Optional<String> min, Optional<String> max) -> {
                var field = context.column(path + ".column", schema, column.name());
                min.ifPresent(value -> literal(path + ".min", value, field, context));
                max.ifPresent(value -> literal(path + ".max", value, field, context));
            }
            case InSet(Column column, List<String> values) -> {
                var field = context.column(path + ".column", schema, column.name());
                for (int i = 0; i < values.size(); i++) {
                    literal("%s.values[%d]".formatted(path, i), values.get(i), field, context);
                }
            }
            case Matches(Column column, String _) -> {
                var field = context.column(path + ".column", schema, column.name());
                if (field.isPresent() && !(field.get().getType() instanceof ArrowType.Utf8)) {
                    context.problem(
                            path + ".column",
                            "'%s' is %s, not text".formatted(column, ColumnType.name(field.get())));
                } else if (field.isPresent()) {
                    var condition = of(expectation, schema).condition().orElseThrow();
                    context.check(path + ".pattern", condition, schema);
                }
            }
            case IsTrue(Expression condition) ->
                    context.check(path + ".condition", condition, schema)
                            .filter(type -> !(type.getType() instanceof ArrowType.Bool))
                            .ifPresent(type ->
                                    context.problem(
                                            path + ".condition",
                                            "is %s, not true or false; compare it with something"
                                                    .formatted(ColumnType.name(type))));
        }
    }

    private static String noKey(Field field) {
        return "'%s' is %s, whose values cannot be told apart here"
                .formatted(field.getName(), ColumnType.name(field));
    }

    private static void literal(
            String path, String value, Optional<Field> column, DesignContext context) {
        if (column.isPresent() && Literal.of(value, column.get()).isEmpty()) {
            context.problem(
                    path,
                    "'%s' cannot be compared with '%s', which is %s; write %s"
                            .formatted(
                                    value,
                                    column.get().getName(),
                                    ColumnType.name(column.get()),
                                    Literal.example(column.get())));
        }
    }
}
