package dev.weir.designer.model;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/**
 * What a flow's files held when somebody looked. Two that are equal say that nobody has changed
 * anything in between.
 *
 * @param text of the flow file, if there is one
 * @param layout text of the file beside it, if there is one
 */
public record OnDisk(Optional<String> text, Optional<String> layout) {

    public static final OnDisk NOTHING = new OnDisk(Optional.empty(), Optional.empty());

    /** Looks at a flow file and its layout. */
    public static OnDisk read(Path file) throws IOException {
        Path layout = Layout.fileOf(file);
        return new OnDisk(
                Files.exists(file) ? Optional.of(text(file)) : Optional.empty(),
                Files.exists(layout)
                        ? Optional.of(
                                new String(Files.readAllBytes(layout), StandardCharsets.UTF_8))
                        : Optional.empty());
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            var words = new FileSystemException(file.toString(), null, "is not a text in UTF-8");
            words.initCause(e);
            throw words;
        }
    }

    /** What the files hold once a document is written. */
    private static OnDisk of(Document document) {
        return new OnDisk(Optional.of(document.text()), Optional.of(document.layout().toJson()));
    }

    /** Writes a document; each file is the old or the new one at any time, never half of it. */
    public static OnDisk write(Path file, Document document) throws IOException {
        replace(file, document.text());
        replace(Layout.fileOf(file), document.layout().toJson());
        return of(document);
    }

    /** The cards' places, if the files hold any. */
    public Optional<Layout> places() {
        return layout.map(Layout::fromJson);
    }

    /** Writes beside the file and renames; a link stays one, and the file keeps its mode. */
    private static void replace(Path file, String text) throws IOException {
        boolean exists = Files.exists(file);
        if (!exists && Files.isSymbolicLink(file)) {
            Files.writeString(file, text); // the link's file is missing: nothing to lose
            return;
        }
        Path target = exists ? file.toRealPath() : file.toAbsolutePath();
        if (exists && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.writeString(
                    part,
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            if (exists) {
                keepMode(target, part);
            }
            Files.move(
                    part,
                    target,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void keepMode(Path from, Path to) throws IOException {
        var mode = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (mode != null) { // Windows has none
            Files.setPosixFilePermissions(to, mode.readAttributes().permissions());
        }
    }
}
