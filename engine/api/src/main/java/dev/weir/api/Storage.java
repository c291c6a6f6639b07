package dev.weir.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files of the outside world: a local disk now, object stores later, where publishing is a
 * completed upload and not a rename. Paths are absolute, with {@code /} between their parts.
 */
public interface Storage {

    /**
     * The files that match a pattern ({@code *}, {@code ?}, {@code **}, {@code [a-z]}, {@code
     * {a,b}}; a character in brackets stands for itself), ordered by path; a pattern without
     * wildcards is one file, or every visible file of a folder. Folders in front of the wildcards
     * that are there under the very name that is written are meant literally. Hidden files (name
     * starting with a dot or ending in {@code .part} or {@code .tmp}) are never listed, nor is what
     * lies in a folder whose name starts with a dot.
     *
     * <p>A pattern that makes no sense is a {@link java.util.regex.PatternSyntaxException}.
     *
     * <p>Made for sources. A sink that looks for its own files calls {@link #files}, which no
     * character of a path can mislead.
     */
    List<StoredFile> list(String pattern) throws IOException;

    /**
     * The visible files in a folder, ordered by path. The folder is taken literally; one that is
     * not there has no files.
     *
     * @param depth how many levels down: 1 for the files in the folder itself, {@link
     *     Integer#MAX_VALUE} for all below it
     */
    List<StoredFile> files(String folder, int depth) throws IOException;

    /** The file with exactly this path, hidden or not; a folder is none. */
    Optional<StoredFile> file(String path) throws IOException;

    /** The file's bytes from an offset on. The caller closes the stream. */
    InputStream read(String path, long from) throws IOException;

    /**
     * Opens a hidden file for writing, at its end if it exists. What it holds becomes visible by
     * {@link #publish} only.
     */
    Draft draft(String hiddenPath) throws IOException;

    /**
     * Opens a visible file for writing at its end, creating it if need be. What is written is seen
     * at once, so that this is for files that grow by whole pieces only.
     */
    Draft append(String path) throws IOException;

    /**
     * Makes a finished draft visible in one step, durably. Does nothing if that was done already.
     */
    void publish(String hiddenPath, String path) throws IOException;

    /** Removes a file if it is there. */
    void delete(String path) throws IOException;

    boolean exists(String path) throws IOException;

    /** The file as a local path, for libraries that need one. */
    Path local(String path) throws IOException;

    /** A file, as listed. */
    record StoredFile(String path, long bytes, Instant modified) {}

    /** A hidden file that is being written. */
    interface Draft extends AutoCloseable {
        /** Appends all remaining bytes. */
        void write(ByteBuffer bytes) throws IOException;

        long length();

        /** Forgets everything after the given length. */
        void truncate(long length) throws IOException;

        /** Returns when all that was written is durable. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }
}
