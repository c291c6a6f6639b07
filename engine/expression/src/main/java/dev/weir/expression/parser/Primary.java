package dev.weir.expression.parser;

import dev.weir.expression.parser.Syntax.Literal;
import dev.weir.expression.parser.Syntax.LiteralKind;
import dev.weir.expression.parser.Syntax.Span;
import dev.weir.expression.parser.Syntax.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what operators stand between: literals, columns, calls, {@code case}, casts, parentheses.
 */
final class Primary {

    /** Words that cannot name a column unless they are quoted. */
    private static final Set<String> RESERVED =
            Set.of(
                    "all",
                    "and",
                    "any",
                    "array",
                    "as",
                    "asc",
                    "both",
                    "case",
                    "cast",
                    "check",
                    "collate",
                    "column",
                    "create",
                    "default",
                    "desc",
                    "distinct",
                    "do",
                    "else",
                    "end",
                    "except",
                    "exists",
                    "false",
                    "fetch",
                    "for",
                    "from",
                    "grant",
                    "group",
                    "having",
                    "in",
                    "interval",
                    "intersect",
                    "into",
                    "is",
                    "lambda",
                    "lateral",
                    "leading",
                    "like",
                    "ilike",
                    "limit",
                    "not",
                    "null",
                    "offset",
                    "on",
                    "only",
                    "or",
                    "order",
                    "select",
                    "some",
                    "table",
                    "then",
                    "to",
                    "trailing",
                    "true",
                    "union",
                    "unique",
                    "using",
                    "when",
                    "where",
                    "window",
                    "with",
                    "map",
                    "struct");

    /** Words before a text that make it a literal of a type. */
    private static final Set<String> TYPED = Set.of("date", "timestamp", "timestamptz");

    private final Tokens tokens;
    private final Parser parser;

    Primary(Tokens tokens, Parser parser) {
        this.tokens = tokens;
        this.parser = parser;
    }

    Syntax withCasts() throws NotUnderstood {
        Syntax operand = primary();
        while (tokens.skipOperator("::")) {
            String type = type();
            operand = new Syntax.Cast(operand, type, false, tokens.since(operand.span()));
        }
        if (tokens.peek().isOperator("[") || tokens.peek().isOperator(".")) {
            throw tokens.foreign("access to parts of a value");
        }
        return operand;
    }

    private Syntax primary() throws NotUnderstood {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> literal(LiteralKind.NUMBER);
            case TEXT -> literal(LiteralKind.TEXT);
            case QUOTED_NAME -> column();
            case NAME -> word(token);
            case OPERATOR -> {
                if (!token.isOperator("(")) {
                    throw tokens.unexpected("a value");
                }
                tokens.next();
                Syntax inner = parser.expression();
                tokens.expectOperator(")");
                yield new Syntax.Group(inner, tokens.since(token.span()));
            }
            case END -> throw tokens.unexpected("a value");
        };
    }

    private Syntax word(Token token) throws NotUnderstood {
        String word = token.lower();
        return switch (word) {
            case "true" -> literal(LiteralKind.TRUE);
            case "false" -> literal(LiteralKind.FALSE);
            case "null" -> literal(LiteralKind.NULL);
            case "case" -> cases();
            case "cast", "try_cast" -> cast();
            default -> name(token, word);
        };
    }

    /** A literal with its type before it, a call, or a column. */
    private Syntax name(Token token, String word) throws NotUnderstood {
        Token second = tokens.peekSecond();
        if (TYPED.contains(word) && second.kind() == Token.Kind.TEXT) {
            tokens.next();
            Syntax text = literal(LiteralKind.TEXT);
            return new Syntax.Cast(text, word, false, token.span().to(text.span()));
        }
        if (second.isOperator("(")) {
            return call(token);
        }
        if (RESERVED.contains(word)) {
            throw tokens.unexpected("a value");
        }
        return column();
    }

    private Literal literal(LiteralKind kind) {
        Token token = tokens.next();
        return new Literal(kind, token.text(), token.span());
    }

    private Syntax column() throws NotUnderstood {
        Token token = tokens.next();
        if (tokens.peek().kind() == Token.Kind.TEXT) {
            throw tokens.foreign("a literal of type " + token.text());
        }
        return new Syntax.ColumnName(token.text(), token.span());
    }

    private Syntax call(Token name) throws NotUnderstood {
        tokens.skip(2);
        if (name.isWord("extract")) {
            return extract(name);
        }
        List<Syntax> arguments = tokens.skipOperator(")") ? List.of() : list();
        if (tokens.peek().isWord("over") || tokens.peek().isWord("filter")) {
            throw tokens.wrong("a value of a row cannot depend on other rows ('over', 'filter')");
        }
        return new Syntax.Call(name.lower(), arguments, tokens.since(name.span()));
    }

    private Syntax extract(Token name) throws NotUnderstood {
        Token part = tokens.next();
        tokens.expectWord("from");
        Syntax from = parser.expression();
        tokens.expectOperator(")");
        var text = new Literal(LiteralKind.TEXT, part.text(), part.span());
        return new Syntax.Call("date_part", List.of(text, from), tokens.since(name.span()));
    }

    /** Expressions with commas between them, up to the closing parenthesis. */
    List<Syntax> list() throws NotUnderstood {
        var items = new ArrayList<Syntax>();
        do {
            items.add(parser.expression());
        } while (tokens.skipOperator(","));
        tokens.expectOperator(")");
        return List.copyOf(items);
    }

    private Syntax cases() throws NotUnderstood {
        Span start = tokens.next().span();
        Optional<Syntax> subject =
                tokens.peek().isWord("when") ? Optional.empty() : Optional.of(parser.expression());
        var whens = new ArrayList<When>();
        tokens.expectWord("when");
        do {
            Syntax condition = parser.expression();
            tokens.expectWord("then");
            whens.add(new When(condition, parser.expression()));
        } while (tokens.skipWord("when"));
        Optional<Syntax> otherwise =
                tokens.skipWord("else") ? Optional.of(parser.expression()) : Optional.empty();
        tokens.expectWord("end");
        return new Syntax.Case(subject, List.copyOf(whens), otherwise, tokens.since(start));
    }

    private Syntax cast() throws NotUnderstood {
        Token word = tokens.next();
        tokens.expectOperator("(");
        Syntax operand = parser.expression();
        tokens.expectWord("as");
        String type = type();
        tokens.expectOperator(")");
        return new Syntax.Cast(operand, type, word.isWord("try_cast"), tokens.since(word.span()));
    }

    /**
     * A type's name with its numbers, such as {@code decimal(10,2)} or {@code double precision}.
     */
    private String type() throws NotUnderstood {
        int start = tokens.peek().span().start();
        Token first = tokens.next();
        if (first.kind() != Token.Kind.NAME) {
            throw new NotUnderstood(start, first.shown() + " stands where a type was expected");
        }
        if (first.isWord("double")) {
            tokens.skipWord("precision");
        }
        if (tokens.skipOperator("(")) {
            while (!tokens.skipOperator(")")) {
                if (tokens.atEnd() || tokens.peek().isOperator("(")) {
                    throw tokens.unexpected("')'");
                }
                tokens.next();
            }
        }
        if (first.isWord("timestamp") && tokens.skipWord("with")) {
            tokens.expectWord("time");
            tokens.expectWord("zone");
        }
        if (tokens.peek().isOperator("[")) {
            throw tokens.foreign("a list type");
        }
        return tokens.textSince(start);
    }
}
