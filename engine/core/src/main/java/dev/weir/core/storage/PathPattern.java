package dev.weir.core.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths below a folder: {@code *} and {@code ?} within a name, {@code **} across
 * folders, {@code [a-z]}, {@code [!a]}, {@code {a,b}}. A character in brackets stands for itself,
 * as in {@code [*]}; there is no escape by {@code \}, which parts the folders of Windows. The same
 * on every system, unlike the JDK's.
 */
record PathPattern(Pattern regex, int depth) {

    /** Whether a text has a character in it that is not to be taken literally. */
    static boolean hasWildcard(String text) {
        return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    static PathPattern of(String pattern) {
        var regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '*' -> {
                    if (pattern.startsWith("**/", i)) {
                        regex.append("(?:.*/)?");
                        i += 2;
                    } else if (pattern.startsWith("**", i)) {
                        regex.append(".*");
                        i++;
                    } else {
                        regex.append("[^/]*");
                    }
                }
                case '?' -> regex.append("[^/]");
                case '[' -> i = set(pattern, i, regex);
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> regex.append(braces-- > 0 ? ")" : "\\}");
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
            if (braces < 0) {
                braces = 0;
            }
        }
        if (braces > 0) {
            throw new PatternSyntaxException(
                    "a { has no }; write [{] for the character itself", pattern, -1);
        }
        int depth =
                pattern.contains("**")
                        ? Integer.MAX_VALUE
                        : (int) pattern.chars().filter(c -> c == '/').count() + 1;
        return new PathPattern(Pattern.compile(regex.toString()), depth);
    }

    private static int set(String pattern, int open, StringBuilder regex) {
        int close = pattern.indexOf(']', open + 2);
        if (close < 0) {
            throw new PatternSyntaxException(
                    "a [ has no ]; write [[] for the character itself", pattern, open);
        }
        String content = pattern.substring(open + 1, close);
        boolean not = content.startsWith("!");
        regex.append(not ? "[^/" : "[")
                .append(
                        (not ? content.substring(1) : content)
                                .replaceAll("[\\[\\]\\\\^&]", "\\\\$0"))
                .append(']');
        return close;
    }

    /** The files below a folder that match, in no order. */
    List<Path> walk(Path base) throws IOException {
        return FolderWalk.files(base, depth, name -> regex.matcher(name).matches());
    }
}
