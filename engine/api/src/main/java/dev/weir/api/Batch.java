package dev.weir.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ReferenceManager;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way: Arrow vectors, their schema, and metadata (origin, event times, table).
 *
 * <p>A batch is immutable and has one owner, who must close it or give it away. Operations borrow
 * this batch and answer with a new one that the caller owns; columns that do not change are shared,
 * not copied, and their memory is freed when the last batch that has them is closed. The schema
 * tells the columns' names: those of the vectors themselves may differ. Batches may be handed
 * between threads but are used by one at a time.
 */
public final class Batch implements AutoCloseable {

    /** Key of the metadata that names the table of a batch of a family. */
    public static final String TABLE = "_table";

    private final Schema schema;
    private final List<FieldVector> vectors;
    private final int rows;
    private final Metadata metadata;
    private final List<Memory> memory;
    private boolean closed;

    private Batch(
            Schema schema,
            List<FieldVector> vectors,
            int rows,
            Metadata metadata,
            List<Memory> memory) {
        if (schema.getFields().size() != vectors.size()) {
            throw new IllegalArgumentException(
                    "%d vectors for %d columns"
                            .formatted(vectors.size(), schema.getFields().size()));
        }
        this.schema = schema;
        this.vectors = vectors;
        this.rows = rows;
        this.metadata = metadata;
        this.memory = memory;
    }

    /** Takes over the vectors, which all have {@code rows} values. */
    public static Batch of(Schema schema, List<FieldVector> vectors, int rows) {
        var own = List.copyOf(vectors);
        return new Batch(schema, own, rows, Metadata.NONE, List.of(new Memory(own)));
    }

    /** Takes over the vectors of a root, which the caller must not close any more. */
    public static Batch of(VectorSchemaRoot root) {
        return of(root.getSchema(), root.getFieldVectors(), root.getRowCount());
    }

    public Schema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    /** All columns, in the order of the schema; valid until this batch is closed. */
    public List<FieldVector> vectors() {
        assert !closed : "the batch is closed";
        return vectors;
    }

    public FieldVector vector(int column) {
        return vectors().get(column);
    }

    public FieldVector vector(String column) {
        return vector(column(column));
    }

    /** Index of a column. */
    public int column(String name) {
        List<Field> fields = schema.getFields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getName().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no column " + name + " in " + schema);
    }

    /**
     * The same columns as a root, borrowed: it must not be closed and lives no longer than this.
     */
    public VectorSchemaRoot borrowedRoot() {
        return new VectorSchemaRoot(schema, vectors(), rows);
    }

    /** Memory that this batch keeps from being freed, each buffer counted once and as a whole. */
    public long bytes() {
        long bytes = 0;
        for (Memory part : memory) {
            bytes += part.bytes();
        }
        return bytes;
    }

    public Origin origin() {
        return metadata.origin;
    }

    /** Name of the table, in a family. */
    public Optional<String> table() {
        return Optional.ofNullable(metadata.attributes.get(TABLE));
    }

    public Map<String, String> attributes() {
        return metadata.attributes;
    }

    /** Smallest and largest event time, where known. */
    public Optional<EventTimes> eventTimes() {
        return Optional.ofNullable(metadata.eventTimes);
    }

    /** Smallest and largest event time of the rows of a batch. */
    public record EventTimes(Instant min, Instant max) {}

    /** Another owner's handle on the same rows; both must be closed. */
    public Batch share() {
        return derived(schema, vectors(), rows, metadata);
    }

    /** Only the selected rows, gathered into new vectors. */
    public Batch only(Selection selection) {
        if (selection.isAll()) {
            return share();
        }
        return gathered(selection, metadata.origin.only(selection));
    }

    private Batch gathered(Selection selection, Origin origin) {
        var picked = new ArrayList<FieldVector>(vectors.size());
        try {
            for (FieldVector vector : vectors()) {
                picked.add(Gather.only(vector, selection));
            }
        } catch (RuntimeException | Error e) {
            picked.forEach(FieldVector::close);
            throw e;
        }
        var own = List.copyOf(picked);
        return new Batch(
                schema, own, selection.count(), metadata.with(origin), List.of(new Memory(own)));
    }

    /** The rows that are not selected. */
    public Batch without(Selection selection) {
        return only(selection.complement());
    }

    /** Some rows in sequence, copied. */
    public Batch slice(int from, int count) {
        int[] picked = new int[count];
        for (int i = 0; i < count; i++) {
            picked[i] = from + i;
        }
        return only(Selection.of(picked, count, rows));
    }

    /** Rows in any order, each as often as it is named, gathered into new vectors. */
    public Batch pick(int[] rows) {
        var selection = Selection.anyOrder(rows.clone(), this.rows);
        return gathered(selection, metadata.origin.pick(rows));
    }

    /**
     * The columns of this batch and, after them, those of another with as many rows; its rows come
     * from both. Event times and attributes stay this one's.
     */
    public Batch beside(Batch right) {
        if (right.rows != rows) {
            throw new IllegalArgumentException(
                    "%d rows do not stand beside %d rows".formatted(right.rows, rows));
        }
        var fields = new ArrayList<>(schema.getFields());
        fields.addAll(right.schema.getFields());
        var all = new ArrayList<>(vectors());
        all.addAll(right.vectors());
        var parts = new ArrayList<Memory>(memory.size() + right.memory.size());
        memory.forEach(part -> parts.add(part.retain()));
        right.memory.forEach(part -> parts.add(part.retain()));
        var origin = new Origin.Joined(List.of(metadata.origin, right.metadata.origin));
        return new Batch(
                new Schema(fields, schema.getCustomMetadata()),
                List.copyOf(all),
                rows,
                metadata.with(origin),
                List.copyOf(parts));
    }

    /** Some columns in a new order; each index may occur once or more. */
    public Batch columns(Schema schema, int... columns) {
        var chosen = new ArrayList<FieldVector>(columns.length);
        for (int column : columns) {
            chosen.add(vector(column));
        }
        return derived(schema, List.copyOf(chosen), rows, metadata);
    }

    /** The same columns under another schema of the same types, for renaming. */
    public Batch as(Schema schema) {
        return derived(schema, vectors(), rows, metadata);
    }

    /** One more column at the end; the vector is taken over, even when the call fails. */
    public Batch with(Field field, FieldVector vector) {
        var fields = new ArrayList<>(schema.getFields());
        fields.add(field);
        var all = new ArrayList<>(vectors());
        all.add(vector);
        return with(new Schema(fields, schema.getCustomMetadata()), all, List.of(vector));
    }

    /** The column replaced; the vector is taken over, even when the call fails. */
    public Batch replacing(int column, Field field, FieldVector vector) {
        var fields = new ArrayList<>(schema.getFields());
        fields.set(column, field);
        var all = new ArrayList<>(vectors());
        all.set(column, vector);
        return with(new Schema(fields, schema.getCustomMetadata()), all, List.of(vector));
    }

    /**
     * Any arrangement of this batch's columns and new ones, which are taken over.
     *
     * @param all all columns of the result
     * @param added those of them that are not this batch's
     */
    public Batch with(Schema schema, List<FieldVector> all, List<FieldVector> added) {
        var own = new Memory(List.copyOf(added));
        var parts = new ArrayList<Memory>(memory.size() + 1);
        memory.forEach(part -> parts.add(part.retain()));
        parts.add(own);
        return new Batch(schema, List.copyOf(all), rows, metadata, List.copyOf(parts));
    }

    /** The batches' rows one after the other, copied; all have the first one's schema. */
    public static Batch concat(List<Batch> batches) {
        Batch first = batches.getFirst();
        if (batches.size() == 1) {
            return first.share();
        }
        var own = Gather.concat(batches);
        var ends = new ArrayList<Integer>();
        int rows = 0;
        for (Batch batch : batches) {
            ends.add(rows += batch.rows);
        }
        var origin = new Origin.Appended(batches.stream().map(Batch::origin).toList(), ends);
        return new Batch(
                first.schema, own, rows, first.metadata.with(origin), List.of(new Memory(own)));
    }

    /** The same rows, said to come from there. */
    public Batch from(Origin origin) {
        return derived(schema, vectors(), rows, metadata.with(origin));
    }

    /** The same rows with one more attribute, such as {@link #TABLE}. */
    public Batch attribute(String key, String value) {
        return derived(schema, vectors(), rows, metadata.with(key, value));
    }

    /** The same rows with these event times. */
    public Batch eventTimes(EventTimes times) {
        return derived(schema, vectors(), rows, metadata.with(times));
    }

    /** The same rows with the metadata of another batch, whose rows they are one by one. */
    public Batch metadataOf(Batch other) {
        return derived(schema, vectors(), rows, other.metadata);
    }

    private Batch derived(Schema schema, List<FieldVector> vectors, int rows, Metadata metadata) {
        assert !closed : "the batch is closed";
        return new Batch(
                schema, vectors, rows, metadata, memory.stream().map(Memory::retain).toList());
    }

    /**
     * Gives the rows to another account. Closes this batch; the answer is its successor. Memory
     * that others share stays on its account.
     */
    public Batch transferTo(BufferAllocator account) {
        assert !closed : "the batch is closed";
        closed = true;
        var moved = new IdentityHashMap<FieldVector, FieldVector>();
        var parts = new ArrayList<Memory>(memory.size());
        for (Memory part : memory) {
            parts.add(part.transferTo(account, moved));
        }
        var now = vectors.stream().map(vector -> moved.getOrDefault(vector, vector)).toList();
        return new Batch(schema, now, rows, metadata, List.copyOf(parts));
    }

    /** Gives the memory back; closing twice is once. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            memory.forEach(Memory::release);
        }
    }

    @Override
    public String toString() {
        return "Batch[%d rows, %s]".formatted(rows, schema);
    }

    /** Vectors that are freed together when nobody uses them any more. */
    private static final class Memory {
        private final List<FieldVector> vectors;
        private final AtomicInteger users = new AtomicInteger(1);

        Memory(List<FieldVector> vectors) {
            this.vectors = vectors;
        }

        Memory retain() {
            users.incrementAndGet();
            return this;
        }

        void release() {
            if (users.decrementAndGet() == 0) {
                vectors.forEach(FieldVector::close);
            }
        }

        @SuppressWarnings("ReferenceEquality") // accounts are told apart by identity
        Memory transferTo(BufferAllocator account, Map<FieldVector, FieldVector> moved) {
            if (users.get() != 1
                    || vectors.isEmpty()
                    || vectors.stream().allMatch(v -> v.getAllocator() == account)) {
                return this;
            }
            var now = new ArrayList<FieldVector>(vectors.size());
            for (FieldVector vector : vectors) {
                var pair = vector.getTransferPair(vector.getField(), account);
                pair.transfer();
                var successor = (FieldVector) pair.getTo();
                moved.put(vector, successor);
                now.add(successor);
            }
            return new Memory(now);
        }

        long bytes() {
            long bytes = 0;
            var seen = new IdentityHashMap<ReferenceManager, Boolean>();
            for (FieldVector vector : vectors) {
                for (var buffer : vector.getBuffers(false)) {
                    var manager = buffer.getReferenceManager();
                    if (seen.put(manager, true) == null) {
                        bytes += manager.getSize();
                    }
                }
            }
            return bytes;
        }
    }

    private record Metadata(
            Origin origin, @Nullable EventTimes eventTimes, Map<String, String> attributes) {
        static final Metadata NONE = new Metadata(Origin.unknown(), null, Map.of());

        Metadata with(Origin origin) {
            return new Metadata(origin, eventTimes, attributes);
        }

        Metadata with(EventTimes times) {
            return new Metadata(origin, times, attributes);
        }

        Metadata with(String key, String value) {
            var more = new LinkedHashMap<>(attributes);
            more.put(key, value);
            return new Metadata(origin, eventTimes, Map.copyOf(more));
        }
    }
}
