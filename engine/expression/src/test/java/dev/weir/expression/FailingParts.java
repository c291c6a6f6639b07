package dev.weir.expression;

import dev.weir.expression.parser.NotUnderstood;
import dev.weir.expression.parser.Parser;
import dev.weir.expression.parser.Syntax;
import java.sql.SQLException;

/**
 * Whether a part that a row needs fails. DuckDB itself does not look at what stands beside a null
 * when all rows that it looks at together have it, so whether it raises an error depends on the
 * other rows.
 */
final class FailingParts {
    private final PlainDuck duck;
    private final String text;
    private final String table;
    private final int row;

    private FailingParts(PlainDuck duck, String text, String table, int row) {
        this.duck = duck;
        this.text = text;
        this.table = table;
        this.row = row;
    }

    static boolean of(PlainDuck duck, String expression, String table, int row)
            throws NotUnderstood, SQLException {
        return new FailingParts(duck, expression, table, row).fails(Parser.parse(expression));
    }

    private boolean fails(Syntax part) throws SQLException {
        if (part.parts().isEmpty()) {
            return false;
        }
        return value(part).equals(PlainDuck.FAILURE)
                || switch (part) {
                    case Syntax.Case cases -> inCase(cases);
                    case Syntax.Call call when call.function().equals("coalesce") ->
                            inCoalesce(call);
                    case Syntax.Call call when call.function().equals("if") -> inIf(call);
                    default -> any(part);
                };
    }

    private boolean any(Syntax whole) throws SQLException {
        for (Syntax part : whole.parts()) {
            if (fails(part)) {
                return true;
            }
        }
        return false;
    }

    private boolean inCase(Syntax.Case cases) throws SQLException {
        if (cases.subject().isPresent() && fails(cases.subject().get())) {
            return true;
        }
        for (var when : cases.whens()) {
            if (fails(when.condition())) {
                return true;
            }
            String met = written(when.condition());
            if (cases.subject().isPresent()) {
                met = "(%s) = (%s)".formatted(written(cases.subject().get()), met);
            }
            if (duck.answer(met, table, row).equals("true")) {
                return fails(when.value());
            }
        }
        return cases.otherwise().isPresent() && fails(cases.otherwise().get());
    }

    private boolean inCoalesce(Syntax.Call call) throws SQLException {
        for (Syntax part : call.arguments()) {
            if (fails(part)) {
                return true;
            }
            if (!value(part).equals("null")) {
                return false;
            }
        }
        return false;
    }

    private boolean inIf(Syntax.Call call) throws SQLException {
        Syntax condition = call.arguments().getFirst();
        return fails(condition)
                || fails(call.arguments().get(value(condition).equals("true") ? 1 : 2));
    }

    private String value(Syntax part) throws SQLException {
        return duck.answer(written(part), table, row);
    }

    private String written(Syntax part) {
        return text.substring(part.span().start(), part.span().end());
    }
}
