package dev.weir.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The disk under the engine's own state, with its promises spelled out: what was written survives a
 * crash only after {@link Appender#sync}, a new, renamed or deleted name only after {@link
 * #syncFolder}. A test puts one in its place that loses everything else.
 */
public interface Disk {

    /** Creates a folder and those above it, durably. */
    void createFolders(Path folder) throws IOException;

    /** Names in a folder, sorted; none if it is not there. */
    List<String> list(Path folder) throws IOException;

    /** All bytes of a file; empty if it is not there. */
    Optional<byte[]> read(Path file) throws IOException;

    /** Opens a file at its end, making it if needed. */
    Appender append(Path file) throws IOException;

    /** Gives a file another name in one step, replacing what had it. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file if it is there. */
    void delete(Path file) throws IOException;

    /** Makes the names in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /**
     * Takes a lock that ends with the process at the latest.
     *
     * @param holder words that tell others who has it
     */
    Locked lock(Path file, String holder) throws IOException;

    /** Puts a file with this content in the place of an old one, durably and in one step. */
    default void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not in a folder");
        }
        Path temporary = folder.resolve(file.getFileName() + ".tmp");
        delete(temporary);
        try (Appender appender = append(temporary)) {
            appender.write(ByteBuffer.wrap(content));
            appender.sync();
        }
        rename(temporary, file);
        syncFolder(folder);
    }

    /** A file that grows. */
    interface Appender extends AutoCloseable {
        /** Appends all remaining bytes. */
        void write(ByteBuffer bytes) throws IOException;

        long length() throws IOException;

        /** Forgets everything after the given length. */
        void truncate(long length) throws IOException;

        /** Returns when everything written is durable. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Outcome of asking for a lock. */
    sealed interface Locked {
        /** It is ours until released. */
        non-sealed interface Ours extends Locked {
            void release();
        }

        /** Someone else has it. */
        record Theirs(String holder) implements Locked {}
    }
}
