package dev.weir.core.storage;

import dev.weir.api.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Files of the local disk.
 *
 * <p>Can be confined to some folders: a path whose real place, links resolved, lies elsewhere is
 * then refused. What {@link #publish} and {@link Draft#sync} return from survives a power cut:
 * files and the folders that name them are forced to disk. May be used by several threads.
 */
public final class LocalStorage implements Storage {

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private static final int RENAME_ATTEMPTS = 10;

    private final List<Path> roots;

    /** All files that this process may touch. */
    public LocalStorage() {
        this(List.of());
    }

    /** Only what really lies in these folders; no folders, no confinement. */
    public LocalStorage(List<Path> roots) {
        this.roots =
                roots.stream().map(root -> realPlace(root.toAbsolutePath().normalize())).toList();
    }

    @Override
    public List<StoredFile> list(String pattern) throws IOException {
        int from = literal(pattern);
        if (from == pattern.length()) {
            return listPlain(path(pattern));
        }
        Path base = path(from == 0 ? "." : pattern.substring(0, from));
        return stored(PathPattern.of(pattern.substring(from)).walk(base));
    }

    /**
     * Length of the text in front of the first part that is a pattern. A part that is there under
     * its very name is none, whatever characters it has.
     */
    private static int literal(String pattern) {
        int from = 0;
        while (from < pattern.length()) {
            int slash = pattern.indexOf('/', from);
            int end = slash < 0 ? pattern.length() : slash;
            if (PathPattern.hasWildcard(pattern.substring(from, end))
                    && !isThere(pattern.substring(0, end), slash >= 0)) {
                return from;
            }
            from = slash < 0 ? end : slash + 1;
        }
        return from;
    }

    private static boolean isThere(String text, boolean asFolder) {
        try {
            Path path = Path.of(text).toAbsolutePath().normalize();
            return asFolder ? Files.isDirectory(path) : Files.exists(path);
        } catch (InvalidPathException e) {
            // Windows has no names with a star or a question mark.
            return false;
        }
    }

    private List<StoredFile> listPlain(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (var children = Files.list(path)) {
                return stored(children.toList());
            }
        }
        return stored(List.of(path));
    }

    @Override
    public List<StoredFile> files(String folder, int depth) throws IOException {
        return stored(FolderWalk.files(path(folder), depth, _ -> true));
    }

    private List<StoredFile> stored(List<Path> paths) throws IOException {
        var files = new ArrayList<StoredFile>(paths.size());
        for (Path path : paths) {
            if (!isHidden(path.getFileName().toString())) {
                stored(path).ifPresent(files::add);
            }
        }
        files.sort((a, b) -> a.path().compareTo(b.path()));
        return files;
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.endsWith(".part") || name.endsWith(".tmp");
    }

    @Override
    public Optional<StoredFile> file(String path) throws IOException {
        return stored(path(path));
    }

    private Optional<StoredFile> stored(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            var modified = Files.getLastModifiedTime(path).toInstant();
            return Optional.of(new StoredFile(name(confined(path)), Files.size(path), modified));
        } catch (NoSuchFileException e) {
            // It vanished between the listing and the look: it was not there.
            return Optional.empty();
        }
    }

    @Override
    public InputStream read(String path, long from) throws IOException {
        Path file = path(path);
        if (Files.isDirectory(file)) {
            throw new FileSystemException(path, null, "is a folder, not a file");
        }
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            channel.position(from);
            return Channels.newInputStream(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Draft draft(String hiddenPath) throws IOException {
        Path file = path(hiddenPath);
        if (!isHidden(file.getFileName().toString())) {
            throw new IllegalArgumentException(
                    hiddenPath + " is not hidden: begin its name with a dot or end it in .part");
        }
        createFolders(parent(file));
        return LocalDraft.open(file);
    }

    @Override
    public Draft append(String path) throws IOException {
        Path file = path(path);
        createFolders(parent(file));
        return LocalDraft.open(file);
    }

    @Override
    public void publish(String hiddenPath, String path) throws IOException {
        Path from = path(hiddenPath);
        Path to = path(path);
        if (!Files.exists(from)) {
            if (Files.exists(to)) {
                return;
            }
            throw new FileNotFoundException(
                    "neither %s nor %s is there, so there is nothing to make visible"
                            .formatted(hiddenPath, path));
        }
        try (var channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        createFolders(parent(to));
        rename(from, to);
        syncFolder(parent(to));
        if (!parent(from).equals(parent(to))) {
            syncFolder(parent(from));
        }
    }

    /** On Windows a scanner or indexer may hold a file for a moment, which refuses the rename. */
    private static void rename(Path from, Path to) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(
                        from,
                        to,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AccessDeniedException e) {
                if (!WINDOWS || attempt == RENAME_ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) throws IOException {
        try {
            Thread.sleep(10L * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while waiting to rename a file");
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Path file = path(path);
        if (Files.deleteIfExists(file)) {
            syncFolder(parent(file));
        }
    }

    @Override
    public boolean exists(String path) throws IOException {
        return Files.exists(path(path));
    }

    @Override
    public Path local(String path) throws IOException {
        return path(path);
    }

    private Path path(String text) throws IOException {
        try {
            return confined(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw new FileSystemException(text, null, "is no path: " + e.getReason());
        }
    }

    private Path confined(Path path) throws IOException {
        if (!roots.isEmpty()) {
            Path real = realPlace(path);
            if (roots.stream().noneMatch(real::startsWith)) {
                throw new AccessDeniedException(
                        path.toString(),
                        null,
                        "lies outside the folders that may be used: " + roots);
            }
        }
        return path;
    }

    /** Where a path leads when all links are followed, whether or not its end exists yet. */
    private static Path realPlace(Path path) {
        for (Path existing = path; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return existing.toRealPath().resolve(existing.relativize(path)).normalize();
                } catch (IOException e) {
                    // A dangling link leads nowhere that could be judged: its folder decides.
                }
            }
        }
        return path;
    }

    /** Creates missing folders, each forced to disk in the one above. */
    private static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var above = folder.getParent();
        if (above != null) {
            createFolders(above);
        }
        try {
            Files.createDirectory(folder);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new FileSystemException(
                        folder.toString(), null, "is a file where a folder is needed");
            }
        }
        if (above != null) {
            syncFolder(above);
        }
    }

    /**
     * Makes the names in a folder durable. Windows has no such call; its journal orders renames.
     */
    static void syncFolder(Path folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Path parent(Path file) {
        var parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static String name(Path path) {
        return WINDOWS ? path.toString().replace('\\', '/') : path.toString();
    }
}
