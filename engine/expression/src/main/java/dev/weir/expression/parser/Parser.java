package dev.weir.expression.parser;

import dev.weir.expression.parser.Syntax.Binary;
import dev.weir.expression.parser.Syntax.Literal;
import dev.weir.expression.parser.Syntax.LiteralKind;
import dev.weir.expression.parser.Syntax.Span;
import dev.weir.expression.parser.Syntax.TestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Recursive descent over DuckDB's precedences, from loose to tight: {@code or}, {@code and}, {@code
 * not}, {@code is}, comparison, {@code between/in/like}, {@code ||} and others, bits, {@code + -},
 * {@code * / // %}, {@code ^}, signs, and {@code ::}.
 *
 * <p>What it does not know (lists, structs, lambdas, intervals, windows …) is {@link
 * NotUnderstood}; DuckDB itself reads such expressions.
 */
public final class Parser {
    private static final int DEPTH = 200;
    private static final Set<String> COMPARISONS =
            Set.of("=", "==", "<>", "!=", "<", "<=", ">", ">=");

    private final Tokens tokens;
    private final Primary primary;
    private int depth;

    private Parser(Tokens tokens) {
        this.tokens = tokens;
        this.primary = new Primary(tokens, this);
    }

    /** Reads a whole expression. */
    public static Syntax parse(String text) throws NotUnderstood {
        var tokens = new Tokens(text, Lexer.tokens(text));
        var syntax = new Parser(tokens).expression();
        if (!tokens.atEnd()) {
            throw tokens.unexpected("an operator or the end");
        }
        return syntax;
    }

    /** Whether a text has a query in it, or several statements. */
    public static boolean hasQuery(String text) {
        try {
            return Lexer.tokens(text).stream()
                    .anyMatch(t -> t.isWord("select") || t.isOperator(";"));
        } catch (NotUnderstood e) {
            return text.contains(";");
        }
    }

    Syntax expression() throws NotUnderstood {
        if (++depth > DEPTH) {
            throw tokens.wrong("the expression is nested too deeply");
        }
        Syntax left = conjunction();
        while (tokens.skipWord("or")) {
            left = binary("or", left, conjunction());
        }
        depth--;
        return left;
    }

    private Syntax conjunction() throws NotUnderstood {
        Syntax left = negation();
        while (tokens.skipWord("and")) {
            left = binary("and", left, negation());
        }
        return left;
    }

    private Syntax negation() throws NotUnderstood {
        var starts = new ArrayList<Span>();
        while (tokens.peek().isWord("not")) {
            starts.add(tokens.next().span());
        }
        Syntax operand = test();
        for (Span start : starts.reversed()) {
            operand = new Syntax.Unary("not", operand, start.to(operand.span()));
        }
        return operand;
    }

    private Syntax test() throws NotUnderstood {
        Syntax operand = comparison();
        while (true) {
            if (tokens.skipWord("isnull")) {
                operand = test(operand, TestKind.NULL, false);
            } else if (tokens.skipWord("notnull")) {
                operand = test(operand, TestKind.NULL, true);
            } else if (tokens.skipWord("is")) {
                boolean negated = tokens.skipWord("not");
                if (tokens.skipWord("distinct")) {
                    tokens.expectWord("from");
                    Syntax right = comparison();
                    operand =
                            binary(
                                    negated ? "is not distinct from" : "is distinct from",
                                    operand,
                                    right);
                } else {
                    operand = test(operand, testKind(), negated);
                }
            } else {
                return operand;
            }
        }
    }

    private TestKind testKind() throws NotUnderstood {
        if (tokens.skipWord("null") || tokens.skipWord("unknown")) {
            return TestKind.NULL;
        }
        if (tokens.skipWord("true")) {
            return TestKind.TRUE;
        }
        tokens.expectWord("false");
        return TestKind.FALSE;
    }

    private Syntax.Test test(Syntax operand, TestKind kind, boolean negated) {
        return new Syntax.Test(operand, kind, negated, tokens.since(operand.span()));
    }

    private Syntax comparison() throws NotUnderstood {
        Syntax left = membership();
        if (!tokens.peek().kind().equals(Token.Kind.OPERATOR)
                || !COMPARISONS.contains(tokens.peek().text())) {
            return left;
        }
        String operator =
                switch (tokens.next().text()) {
                    case "==" -> "=";
                    case "!=" -> "<>";
                    case String other -> other;
                };
        Syntax both = binary(operator, left, membership());
        if (COMPARISONS.contains(tokens.peek().text())) {
            throw tokens.wrong("comparisons cannot be chained; join them with 'and'");
        }
        return both;
    }

    private Syntax membership() throws NotUnderstood {
        Syntax operand = others();
        Token ahead = tokens.peek();
        boolean negated = ahead.isWord("not");
        Token word = negated ? tokens.peekSecond() : ahead;
        if (word.kind() != Token.Kind.NAME) {
            return operand;
        }
        switch (word.lower()) {
            case "between", "in", "like", "ilike" -> tokens.skip(negated ? 2 : 1);
            default -> {
                return operand;
            }
        }
        return switch (word.lower()) {
            case "between" -> {
                Syntax low = others();
                tokens.expectWord("and");
                Syntax high = others();
                yield new Syntax.Between(operand, low, high, negated, tokens.since(operand.span()));
            }
            case "in" -> {
                tokens.expectOperator("(");
                List<Syntax> candidates = primary.list();
                yield new Syntax.In(operand, candidates, negated, tokens.since(operand.span()));
            }
            default -> {
                Syntax pattern = others();
                if (tokens.peek().isWord("escape")) {
                    throw tokens.foreign("'escape'");
                }
                boolean ignoresCase = word.isWord("ilike");
                yield new Syntax.Like(
                        operand, pattern, ignoresCase, negated, tokens.since(operand.span()));
            }
        };
    }

    private Syntax others() throws NotUnderstood {
        Syntax left = sum();
        while (tokens.skipOperator("||")) {
            left = binary("||", left, sum());
        }
        return left;
    }

    private Syntax sum() throws NotUnderstood {
        Syntax left = product();
        while (tokens.peek().isOperator("+") || tokens.peek().isOperator("-")) {
            left = binary(tokens.next().text(), left, product());
        }
        return left;
    }

    private Syntax product() throws NotUnderstood {
        Syntax left = power();
        while (tokens.peek().isOperator("*")
                || tokens.peek().isOperator("/")
                || tokens.peek().isOperator("//")
                || tokens.peek().isOperator("%")) {
            left = binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Syntax power() throws NotUnderstood {
        Syntax left = signed();
        while (tokens.peek().isOperator("^") || tokens.peek().isOperator("**")) {
            left = binary(tokens.next().text(), left, signed());
        }
        return left;
    }

    private Syntax signed() throws NotUnderstood {
        Token sign = tokens.peek();
        if (!sign.isOperator("-") && !sign.isOperator("+")) {
            return primary.withCasts();
        }
        if (++depth > DEPTH) {
            throw tokens.wrong("the expression is nested too deeply");
        }
        tokens.skip(1);
        Syntax operand = signed();
        depth--;
        Span span = sign.span().to(operand.span());
        return sign.isOperator("-")
                        && bare(operand) instanceof Literal(LiteralKind kind, String text, Span _)
                        && kind == LiteralKind.NUMBER
                ? new Literal(kind, text.startsWith("-") ? text.substring(1) : "-" + text, span)
                : new Syntax.Unary(sign.text(), operand, span);
    }

    private static Syntax bare(Syntax syntax) {
        return syntax instanceof Syntax.Group group ? bare(group.inner()) : syntax;
    }

    private static Binary binary(String operator, Syntax left, Syntax right) {
        return new Binary(operator, left, right, left.span().to(right.span()));
    }
}
