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
import java.util.function.Predicate;

/** The files below a folder, links followed. */
final class FolderWalk {

    private static final int MAX_FILES = 1_000_000;

    private FolderWalk() {}

    /**
     * The wanted files, in no order. Hidden folders are not entered, unless the walk begins there.
     *
     * @param depth 1 for the files in the folder itself
     * @param wanted is asked with paths relative to the folder, with {@code /} between their parts
     */
    static List<Path> files(Path base, int depth, Predicate<String> wanted) throws IOException {
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
                        boolean entered =
                                folder.equals(base)
                                        || !folder.getFileName().toString().startsWith(".");
                        return entered ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        if (wanted.test(relative(base, file))) {
                            if (found.size() == MAX_FILES) {
                                throw new FileSystemException(
                                        base.toString(),
                                        null,
                                        "has more than %d files below it; choose fewer by a narrower path"
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
