package dev.weir.processors.files.parquet;

import dev.weir.api.Batch;
import dev.weir.api.Storage;
import dev.weir.api.Storage.Draft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** Batches of one schema in a hidden file, as messages of Arrow IPC, the schema's first. */
final class BatchSpool implements AutoCloseable {

    private final Draft draft;
    private final WriteChannel channel;

    private BatchSpool(Draft draft) {
        this.draft = draft;
        this.channel = new WriteChannel(new DraftChannel(draft));
    }

    static BatchSpool open(Storage storage, String path, long length, Schema schema)
            throws IOException {
        Draft draft = storage.draft(path);
        try {
            draft.truncate(length);
            var spool = new BatchSpool(draft);
            if (length == 0) {
                MessageSerializer.serialize(spool.channel, schema);
            }
            return spool;
        } catch (IOException | RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    void write(Batch batch) throws IOException {
        try (var record = new VectorUnloader(batch.borrowedRoot()).getRecordBatch()) {
            MessageSerializer.serialize(channel, record);
        }
    }

    /** Makes all that was written durable, and says how much that is. */
    long sync() throws IOException {
        draft.sync();
        return draft.length();
    }

    @Override
    public void close() throws IOException {
        draft.close();
    }

    /** The schema of the batches in a spool. */
    static Schema schema(Storage storage, String path) throws IOException {
        try (var stream = storage.read(path, 0);
                var channel = new ReadChannel(Channels.newChannel(stream))) {
            return MessageSerializer.deserializeSchema(channel);
        }
    }

    /** Reads what a spool holds up to a length. */
    static void replay(
            Storage storage, String path, long length, BufferAllocator allocator, Reader reader)
            throws Exception {
        if (length == 0) {
            return;
        }
        try (var stream = storage.read(path, 0);
                var channel = new ReadChannel(Channels.newChannel(stream))) {
            var schema = MessageSerializer.deserializeSchema(channel);
            while (channel.bytesRead() < length) {
                var root = VectorSchemaRoot.create(schema, allocator);
                try (var batch = loaded(root, channel, allocator)) {
                    reader.read(batch);
                }
            }
        }
    }

    /** Is given each batch, which stays the giver's. */
    interface Reader {
        void read(Batch batch) throws Exception;
    }

    private static Batch loaded(
            VectorSchemaRoot root, ReadChannel channel, BufferAllocator allocator)
            throws IOException {
        try (var record = MessageSerializer.deserializeRecordBatch(channel, allocator)) {
            new VectorLoader(root).load(record);
            return Batch.of(root);
        } catch (IOException | RuntimeException e) {
            root.close();
            throw e;
        }
    }

    private record DraftChannel(Draft draft) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            draft.write(bytes);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // The spool closes the draft.
        }
    }
}
