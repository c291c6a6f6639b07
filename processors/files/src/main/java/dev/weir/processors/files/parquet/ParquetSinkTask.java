package dev.weir.processors.files.parquet;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.InputPort;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import dev.weir.processors.files.parquet.ParquetReceipt.Finished;
import dev.weir.processors.files.parquet.ParquetReceipt.Spooled;
import dev.weir.processors.files.text.Place;
import dev.weir.processors.files.text.WhenExists;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes Parquet files. The rows of a part that is not complete are spooled, so that every
 * checkpoint can be made good by another process.
 */
final class ParquetSinkTask implements SinkTask<ParquetReceipt> {

    private final Context context;
    private final Place place;
    private final ParquetStyle style;
    private final boolean replacing;
    private final long fileSize;
    private final Duration commitEvery;
    private final Map<String, ParquetPart> open = new LinkedHashMap<>();
    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final List<Finished> finished = new ArrayList<>();
    private long next;
    private boolean isLast;
    private boolean changed;
    private boolean published;

    ParquetSinkTask(
            Context context,
            Place place,
            ParquetStyle style,
            WhenExists whenExists,
            long fileSize,
            Duration commitEvery) {
        this.context = context;
        this.place = place;
        this.style = style;
        this.replacing = context.run().replacing() && whenExists != WhenExists.APPEND;
        this.fileSize = fileSize;
        this.commitEvery = commitEvery;
    }

    @Override
    public void recover(Optional<ParquetReceipt> last) throws Exception {
        close();
        finished.clear();
        changed = false;
        published = false;
        isLast = false;
        if (last.isEmpty()) {
            sweep(Set.of());
            place.check();
            next = replacing ? 0 : place.nextPart();
            if (!place.target().isByTable() && replacing) {
                begin("", context.inputs().only());
                changed = true;
            }
            return;
        }
        next = last.get().next();
        if (!replacing) {
            commit(last.get());
        } else {
            finished.addAll(last.get().finished());
        }
        var kept = new HashSet<String>();
        finished.forEach(file -> kept.add(place.draftOf(file.hidden())));
        last.get().spools().forEach(spool -> kept.add(spool.path()));
        sweep(kept);
        for (Spooled spool : last.get().spools()) {
            if (context.storage().exists(spool.path())) {
                open(spool, BatchSpool.schema(context.storage(), spool.path()));
            } else if (replacing && !place.written().paths().isEmpty()) {
                // The run was published before the process ended.
                published = true;
            } else {
                throw Place.lost(spool.path());
            }
        }
    }

    private ParquetPart begin(String table, Schema schema) throws Exception {
        String visible = place.target().file(table, (int) next);
        String spool = place.newDraft(visible + ".rows", next);
        return open(new Spooled(table, next++, spool, 0, context.clock().millis()), schema);
    }

    private ParquetPart open(Spooled spool, Schema schema) throws Exception {
        place.claim(spool.table());
        String visible = place.target().file(spool.table(), (int) spool.part());
        String hidden = place.newDraft(visible, spool.part());
        ParquetFolders.delete(context.storage(), hidden);
        String base =
                style.isPartitioned() ? visible.substring(0, visible.lastIndexOf('/')) : visible;
        var part = ParquetPart.open(context, style, spool, base, hidden, schema);
        open.put(spool.table(), part);
        schemas.put(spool.table(), schema);
        return part;
    }

    @Override
    public void write(InputPort input, Batch batch, SinkOutput output) throws Exception {
        if (batch.rows() == 0) {
            return;
        }
        String table = batch.table().orElse("");
        if (!batch.schema().equals(schemas.getOrDefault(table, batch.schema()))) {
            finish(table);
        }
        ParquetPart part = open.get(table);
        if (part == null) {
            part = begin(table, batch.schema());
        }
        output.wrote(part.location(), 1);
        part.write(batch);
        if (!place.target().isFile() && part.bytes() >= fileSize) {
            finish(table);
        }
    }

    /** Completes the part of a table; its files become visible with the checkpoint. */
    private void finish(String table) throws Exception {
        ParquetPart part = open.remove(table);
        if (part != null) {
            try (part) {
                finished.addAll(part.finish());
            }
            changed = true;
        }
    }

    @Override
    public Optional<ParquetReceipt> prepare(long epoch, SinkOutput output) throws Exception {
        if (!replacing) {
            var now = context.clock().instant();
            for (var part : List.copyOf(open.entrySet())) {
                if (isLast || !due(part.getValue()).isAfter(now)) {
                    finish(part.getKey());
                }
            }
        }
        if (!changed && open.values().stream().noneMatch(ParquetPart::isDirty)) {
            return Optional.empty();
        }
        var spools = new ArrayList<Spooled>();
        for (ParquetPart part : open.values()) {
            spools.add(part.sync());
        }
        changed = false;
        var receipt = new ParquetReceipt(next, finished, spools);
        if (!replacing) {
            finished.clear();
        }
        return Optional.of(receipt);
    }

    @Override
    public void flush() {
        isLast = true;
    }

    @Override
    public Optional<Instant> due() {
        return replacing
                ? Optional.empty()
                : open.values().stream().map(this::due).min(Instant::compareTo);
    }

    private Instant due(ParquetPart part) {
        return place.due(part.begun(), commitEvery);
    }

    @Override
    public void commit(ParquetReceipt receipt) throws Exception {
        if (replacing) {
            return;
        }
        var shown = new LinkedHashMap<String, String>();
        receipt.finished().forEach(file -> shown.put(file.hidden(), file.visible()));
        place.show(shown);
        var kept = new HashSet<String>();
        receipt.spools().forEach(spool -> kept.add(spool.path()));
        open.values().forEach(part -> kept.addAll(part.drafts()));
        sweep(kept);
    }

    @Override
    public void publish() throws Exception {
        if (!replacing || published) {
            return;
        }
        place.check();
        for (String table : List.copyOf(open.keySet())) {
            finish(table);
        }
        var files = new LinkedHashMap<String, String>();
        finished.forEach(file -> files.put(file.hidden(), file.visible()));
        place.replace(files);
        sweep(Set.of());
        published = true;
    }

    private void sweep(Set<String> kept) throws IOException {
        for (String draft : place.drafts()) {
            if (!kept.contains(draft)) {
                ParquetFolders.delete(context.storage(), draft);
            }
        }
        place.sweep(kept);
    }

    @Override
    public void abort() throws Exception {
        close();
    }

    @Override
    public void close() throws IOException {
        for (ParquetPart part : open.values()) {
            part.close();
        }
        open.clear();
    }
}
