package dev.weir.expression.parser;

import dev.weir.expression.parser.Syntax.Span;
import java.util.List;

/** The tokens of a text, taken one after the other. */
final class Tokens {
    private final String text;
    private final List<Token> tokens;
    private int at;

    Tokens(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        return tokens.get(atEnd() ? at : at++);
    }

    void skip(int count) {
        at = Math.min(at + count, tokens.size() - 1);
    }

    boolean atEnd() {
        return at == tokens.size() - 1;
    }

    boolean skipWord(String word) {
        boolean found = peek().isWord(word);
        skip(found ? 1 : 0);
        return found;
    }

    boolean skipOperator(String operator) {
        boolean found = peek().isOperator(operator);
        skip(found ? 1 : 0);
        return found;
    }

    void expectWord(String word) throws NotUnderstood {
        if (!skipWord(word)) {
            throw unexpected("'" + word + "'");
        }
    }

    void expectOperator(String operator) throws NotUnderstood {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    /** From the start of a part to the end of the last token taken. */
    Span since(Span start) {
        return new Span(start.start(), tokens.get(at - 1).span().end());
    }

    /** The text from there to the end of the last token taken. */
    String textSince(int start) {
        return text.substring(start, tokens.get(at - 1).span().end());
    }

    NotUnderstood unexpected(String expected) {
        return wrong("%s stands where %s was expected".formatted(peek().shown(), expected));
    }

    /** What stands here is read by DuckDB only. */
    NotUnderstood foreign(String what) {
        return new NotUnderstood(peek().span().start(), what + " cannot be read here", true);
    }

    NotUnderstood wrong(String message) {
        return new NotUnderstood(peek().span().start(), message);
    }
}
