package dev.weir.expression.duck;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB says is wrong, without its wrapping.
 *
 * <p>Sessions run with {@code errors_as_json}, which gives the position in bytes of the query.
 *
 * @param kind kind of error, such as {@code Binder} or {@code Conversion}; empty if unknown
 * @param message what is wrong
 * @param position byte of the query that it is about, from 0, if known
 */
public record DuckError(String kind, String message, OptionalInt position) {

    private static final Pattern KIND = field("exception_type");
    private static final Pattern MESSAGE = field("exception_message");
    private static final Pattern POSITION = field("position");

    /** Kinds that come of the rows or of the query, so that trying again would not help. */
    private static final Set<String> DATA =
            Set.of("Conversion", "Out of Range", "Invalid Input", "Mismatch Type");

    /** The state of SQL that says so. */
    private static final String DATA_EXCEPTION = "22000";

    private static final Pattern CANDIDATES = Pattern.compile("(?s)\\s*Candidate functions:.*");

    /**
     * Reads the message of an exception that came from DuckDB, by JDBC or through an Arrow stream.
     */
    public static DuckError of(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        Matcher message = MESSAGE.matcher(text);
        if (!message.find()) {
            return new DuckError("", text, OptionalInt.empty());
        }
        Matcher kind = KIND.matcher(text);
        Matcher position = POSITION.matcher(text);
        return new DuckError(
                kind.find() ? unescaped(kind.group(1)) : "",
                CANDIDATES.matcher(unescaped(message.group(1))).replaceFirst("").strip(),
                position.find()
                        ? OptionalInt.of(Integer.parseInt(position.group(1)))
                        : OptionalInt.empty());
    }

    /** The same for the query that stands inside the one that was run. */
    DuckError inside(String run, String sql) {
        int start = run.indexOf(sql);
        int bytes = run.substring(0, Math.max(0, start)).getBytes(StandardCharsets.UTF_8).length;
        boolean known = start >= 0 && position.isPresent() && position.getAsInt() >= bytes;
        return new DuckError(
                kind,
                message,
                known ? OptionalInt.of(position.getAsInt() - bytes) : OptionalInt.empty());
    }

    /**
     * The same as an exception, with the place in the query in words: a {@link SQLDataException} if
     * the rows are to blame.
     */
    public SQLException exception(@Nullable String sql, Throwable cause) {
        var place = sql == null || position.isEmpty() ? "" : place(sql);
        String words = message.replaceAll("\\s*\n\\s*", " ") + place;
        return DATA.contains(kind)
                ? new SQLDataException(words, DATA_EXCEPTION, cause)
                : new SQLException(words, cause);
    }

    /** Whether DuckDB lost the reason, as it does when the first rows of a streamed result fail. */
    boolean isLost() {
        return message.contains("Invalid result set");
    }

    /** The character of the query that stands at the position, from 0. */
    public int offset(String sql) {
        int bytes = position.orElse(0);
        int at = 0;
        while (at < sql.length() && bytes > 0) {
            int c = sql.codePointAt(at);
            bytes -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            at += Character.charCount(c);
        }
        return at;
    }

    private String place(String sql) {
        int offset = Math.min(offset(sql), sql.length());
        int line = 1 + (int) sql.substring(0, offset).chars().filter(c -> c == '\n').count();
        int column = offset - sql.lastIndexOf('\n', offset - 1);
        return " (line %d, column %d of the query)".formatted(line, column);
    }

    private static Pattern field(String name) {
        return Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.)*+)\"");
    }

    private static String unescaped(String json) {
        var text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\\' || i + 1 == json.length()) {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'u' -> {
                    int end = Math.min(i + 5, json.length());
                    text.append((char) Integer.parseInt(json.substring(i + 1, end), 16));
                    i = end - 1;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }
}
