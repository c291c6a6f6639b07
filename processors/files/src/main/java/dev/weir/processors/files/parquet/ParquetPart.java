package dev.weir.processors.files.parquet;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Database;
import dev.weir.api.Database.Access;
import dev.weir.processors.files.parquet.ParquetReceipt.Finished;
import dev.weir.processors.files.parquet.ParquetReceipt.Spooled;
import dev.weir.processors.files.text.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** A part that is being written: by the database into a hidden file, and into a spool beside it. */
final class ParquetPart implements AutoCloseable {

    private final Context context;
    private final ParquetStyle style;
    private final Spooled begun;
    private final String base;
    private final String hidden;
    private final BatchSpool spool;
    private final Database database;
    private final Database.Feed feed;
    private long bytes;
    private boolean dirty;

    private ParquetPart(
            Context context,
            ParquetStyle style,
            Spooled begun,
            String base,
            String hidden,
            BatchSpool spool,
            Database database,
            Database.Feed feed) {
        this.context = context;
        this.style = style;
        this.begun = begun;
        this.base = base;
        this.hidden = hidden;
        this.spool = spool;
        this.database = database;
        this.feed = feed;
    }

    /**
     * Opens a part; what its spool holds is written again.
     *
     * @param base the visible file, or the folder if the part is partitioned
     * @param hidden the hidden file or folder that the database writes
     */
    static ParquetPart open(
            Context context,
            ParquetStyle style,
            Spooled begun,
            String base,
            String hidden,
            Schema schema)
            throws Exception {
        var part = begin(context, style, begun, base, hidden, schema);
        try {
            BatchSpool.replay(
                    context.storage(),
                    begun.path(),
                    begun.length(),
                    context.allocator(),
                    part::feed);
            return part;
        } catch (Exception | Error e) {
            try (part) {
                throw e;
            }
        }
    }

    private static ParquetPart begin(
            Context context,
            ParquetStyle style,
            Spooled begun,
            String base,
            String hidden,
            Schema schema)
            throws Exception {
        var storage = context.storage();
        var spool = BatchSpool.open(storage, begun.path(), begun.length(), schema);
        Database database = null;
        try {
            Path folder = storage.local(hidden).toAbsolutePath().getParent();
            database = context.database(new Access(List.of(folder)));
            var feed = database.feed(style.copy(hidden), ParquetStyle.INPUT, schema);
            return new ParquetPart(context, style, begun, base, hidden, spool, database, feed);
        } catch (Exception | Error e) {
            try (spool;
                    var _ = database) {
                throw e;
            }
        }
    }

    private void feed(Batch batch) throws Exception {
        feed.write(batch);
        bytes += batch.bytes();
    }

    void write(Batch batch) throws Exception {
        spool.write(batch);
        feed(batch);
        dirty = true;
    }

    boolean isDirty() {
        return dirty;
    }

    /** Memory of the rows so far, from which the file's size can be guessed. */
    long bytes() {
        return bytes;
    }

    long begun() {
        return begun.begun();
    }

    /** The hidden files that it needs. */
    List<String> drafts() {
        return List.of(hidden, begun.path());
    }

    String location() {
        return base;
    }

    /** Makes the rows durable. */
    Spooled sync() throws IOException {
        long length = spool.sync();
        dirty = false;
        return new Spooled(begun.table(), begun.part(), begun.path(), length, begun.begun());
    }

    /** Completes the file or, if it is partitioned, the files, and makes them durable. */
    List<Finished> finish() throws Exception {
        feed.finish();
        var files = new ArrayList<Finished>();
        if (!style.isPartitioned()) {
            files.add(new Finished(hidden, base));
        } else {
            int count = 0;
            for (String file : ParquetFolders.files(context.storage(), hidden)) {
                String folder = file.substring(0, file.lastIndexOf('/') + 1);
                String name = "part-%05d-%d.parquet".formatted(begun.part(), count++);
                files.add(new Finished(draft(hidden + "/" + file), base + "/" + folder + name));
            }
        }
        for (Finished file : files) {
            try (var draft = context.storage().draft(file.hidden())) {
                draft.sync();
            }
        }
        return files;
    }

    /** Gives a file that is hidden by its folder a name that is hidden, too. */
    private String draft(String file) throws IOException {
        String draft = Target.draft(file, "done");
        context.storage().publish(file, draft);
        return draft;
    }

    @Override
    public void close() throws IOException {
        try (spool;
                database;
                feed) {
            // Each is closed, whatever happens to the others.
        }
    }
}
