package dev.weir.expression.parser;

import dev.weir.expression.parser.Syntax.Span;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens, as DuckDB does. */
final class Lexer {
    private static final String SIGNS = "+-*/<>=~!@#%^&|`?:";
    private static final String SINGLES = "()[]{},.;";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) throws NotUnderstood {
        var lexer = new Lexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() throws NotUnderstood {
        while (true) {
            blanks();
            int start = at;
            if (at == text.length()) {
                tokens.add(new Token(Token.Kind.END, "", new Span(at, at)));
                return;
            }
            char c = text.charAt(at);
            if (c == '\'') {
                add(Token.Kind.TEXT, quoted('\''), start);
            } else if (c == '"') {
                add(Token.Kind.QUOTED_NAME, quoted('"'), start);
            } else if (isDigit(c)
                    || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
                add(Token.Kind.NUMBER, number(), start);
            } else if (startsName(c)) {
                name(start);
            } else if (SINGLES.indexOf(c) >= 0) {
                at++;
                add(Token.Kind.OPERATOR, text.substring(start, at), start);
            } else if (SIGNS.indexOf(c) >= 0) {
                add(Token.Kind.OPERATOR, operator(), start);
            } else {
                throw new NotUnderstood(
                        at,
                        "'%s' means nothing here; a column whose name has it stands in double quotes"
                                .formatted(Character.toString(text.codePointAt(at))));
            }
        }
    }

    private void add(Token.Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, new Span(start, at)));
    }

    private void name(int start) throws NotUnderstood {
        while (at < text.length() && (startsName(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\'' && at - start == 1) {
            throw new NotUnderstood(start, "a text with a letter before it", true);
        }
        add(Token.Kind.NAME, text.substring(start, at), start);
    }

    /** A text or name; the quote inside it is doubled. */
    private String quoted(char quote) throws NotUnderstood {
        int start = at++;
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                value.append(c);
                at++;
            } else {
                return value.toString();
            }
        }
        throw new NotUnderstood(start, "the closing " + quote + " is missing");
    }

    private String number() throws NotUnderstood {
        int start = at;
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int exponent = at;
            digits();
            if (at == exponent) {
                throw new NotUnderstood(start, "the number's exponent is missing");
            }
        }
        if (at < text.length() && startsName(text.charAt(at))) {
            throw new NotUnderstood(start, "a number that goes on with letters");
        }
        return text.substring(start, at).replace("_", "");
    }

    private void digits() {
        while (at < text.length()
                && (isDigit(text.charAt(at))
                        || text.charAt(at) == '_'
                                && at + 1 < text.length()
                                && isDigit(text.charAt(at + 1)))) {
            at++;
        }
    }

    /**
     * The longest operator, which ends with a sign only if it has an unusual character, as in
     * PostgreSQL.
     */
    private String operator() {
        int start = at;
        while (at < text.length()
                && SIGNS.indexOf(text.charAt(at)) >= 0
                && !text.startsWith("--", at)
                && !text.startsWith("/*", at)) {
            at++;
        }
        boolean unusual =
                text.substring(start, at).chars().anyMatch(c -> "~!@#%^&|`?".indexOf(c) >= 0);
        while (!unusual && at - start > 1 && "+-".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return text.substring(start, at);
    }

    private void blanks() throws NotUnderstood {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new NotUnderstood(at, "the closing */ is missing");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean startsName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }
}
