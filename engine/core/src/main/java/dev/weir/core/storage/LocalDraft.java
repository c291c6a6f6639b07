package dev.weir.core.storage;

import dev.weir.api.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A hidden file that is being written at its end. */
final class LocalDraft implements Storage.Draft {
    private final Path file;
    private final FileChannel channel;
    private long length;
    private boolean named;

    private LocalDraft(Path file, FileChannel channel, long length) {
        this.file = file;
        this.channel = channel;
        this.length = length;
    }

    static LocalDraft open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long length = channel.size();
            channel.position(length);
            return new LocalDraft(file, channel, length);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            length += channel.write(bytes);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void truncate(long length) throws IOException {
        if (length > this.length) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "has %d bytes but should have %d: it was changed from outside"
                            .formatted(this.length, length));
        }
        channel.truncate(length);
        channel.position(length);
        this.length = length;
    }

    @Override
    public void sync() throws IOException {
        channel.force(true);
        if (!named) {
            LocalStorage.syncFolder(LocalStorage.parent(file));
            named = true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
