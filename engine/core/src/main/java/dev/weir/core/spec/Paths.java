package dev.weir.core.spec;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * Makes paths of settings absolute. Works on text, because patterns such as {@code orders*.csv} are
 * not paths on every platform.
 */
public final class Paths {
    private static final Pattern ABSOLUTE =
            Pattern.compile("/.*|[A-Za-z]:[/\\\\].*|[a-z][a-z0-9+.-]+://.*");

    private Paths() {}

    /** A path relative to a folder, with {@code /} between its parts and without {@code ..}. */
    public static String absolute(Path folder, String text) {
        String path = text.replace('\\', '/');
        if (path.contains("://")) {
            return text;
        }
        if (!ABSOLUTE.matcher(path).matches()) {
            String separator = folder.getFileSystem().getSeparator();
            path = folder.toAbsolutePath().toString().replace(separator, "/") + "/" + path;
        }
        return normal(path);
    }

    private static String normal(String path) {
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/+", -1)) {
            if (part.equals("..") && parts.size() > 1) {
                parts.removeLast();
            } else if (!part.equals(".") && !part.equals("..")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
