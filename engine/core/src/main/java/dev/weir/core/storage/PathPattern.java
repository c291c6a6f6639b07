package dev.weir.core.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern for paths below a folder: {@code *} and {@code ?} within a name, {@code **} across
 * folders, {@code [a-z]}, {@code [!a]}, {@code {a,b}}, {@code \} before a character that stands for
 * itself. The same on every system, unlike the JDK's.
 */
record PathPattern(Pattern regex, int depth) {

    private static final int MAX_FILES = 1_000_000;

    /** Index of the first character that is not to be taken literally, or -1. */
    static int firstWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
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
            throw new IllegalArgumentException("a { has no } in the pattern " + pattern);
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
            throw new IllegalArgumentException("a [ has no ] in the pattern " + pattern);
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

    /** The files below a folder that match, in no order. Hidden folders are not entered. */
    List<Path> walk(Path base) throws IOException {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                base,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                depth,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                        boolean hidden =
                                !folder.equals(base)
                                        && LocalStorage.isHidden(folder.getFileName().toString());
                        return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        if (regex.matcher(relative(base, file)).matches()) {
                            if (found.size() == MAX_FILES) {
                                throw new FileSystemException(
                                        base.toString(),
                                        null,
                                        "more than %d files match; narrow the pattern"
                                                .formatted(MAX_FILES));
                            }
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof FileSystemLoopException
                                || e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        return found;
    }

    private static String relative(Path base, Path file) {
        return base.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
