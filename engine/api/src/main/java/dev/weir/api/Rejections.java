package dev.weir.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Collects rows that could not be processed, with reason and origin, into batches for the ports
 * {@code errors} and {@code rejected}. Holds at most one batch; {@link #take} empties it.
 */
public final class Rejections implements AutoCloseable {

    /** The one schema of {@code errors} and {@code rejected}, whatever the processor. */
    public static final Schema SCHEMA =
            new Schema(
                    List.of(
                            text("_code"),
                            text("_message"),
                            text("_processor"),
                            text("_file"),
                            Field.nullable("_line", new ArrowType.Int(64, true)),
                            text("_column"),
                            text("_position"),
                            text("_values"),
                            text("_raw")));

    private static final int ROWS = 4096;

    private final String processor;
    private final VectorSchemaRoot root;
    private int rows;

    public Rejections(Context context) {
        this(context.processor(), context.allocator());
    }

    public Rejections(String processor, BufferAllocator allocator) {
        this.processor = processor;
        this.root = VectorSchemaRoot.create(SCHEMA, allocator);
    }

    /**
     * One refused row. Empty text means unknown and becomes null; so does a line of 0.
     *
     * @param code stable code of the reason
     * @param file file or table that the row comes from
     * @param line line in the file, from 1
     * @param column the column that was at fault
     * @param position position in the source, where there are no lines
     * @param values the row's values as a JSON object
     * @param raw the row as it stood in the source
     */
    public record Rejection(
            String code,
            String message,
            String file,
            long line,
            String column,
            String position,
            String values,
            String raw) {}

    public void add(Rejection rejection) {
        set(0, rejection.code);
        set(1, rejection.message);
        set(2, processor);
        set(3, rejection.file);
        if (rejection.line > 0) {
            ((BigIntVector) root.getVector(4)).setSafe(rows, rejection.line);
        }
        set(5, rejection.column);
        set(6, rejection.position);
        set(7, rejection.values);
        set(8, rejection.raw);
        rows++;
    }

    /**
     * A row of a batch that a processor could not work on: its values, and its origin as far as it
     * is known.
     */
    public void add(Batch batch, int row, String code, String message, String column) {
        String file = "";
        long line = 0;
        var origin = batch.origin();
        int at = row;
        if (origin instanceof Origin.Picked(Origin of, Origin.Rows picked)) {
            origin = of;
            at = picked.at(row);
        }
        if (origin instanceof Origin.Read(String location, long firstRow)) {
            file = location;
            line = firstRow + at;
        }
        var position = line > 0 ? "row " + line : "";
        add(
                new Rejection(
                        code, message, file, 0, column, position, JsonRows.object(batch, row), ""));
    }

    /** Number of rows held. */
    public int rows() {
        return rows;
    }

    /** Whether it is time to {@link #take}. */
    public boolean isFull() {
        return rows >= ROWS;
    }

    /** The rows collected so far, which the caller owns; empty if there are none. */
    public Optional<Batch> take() {
        if (rows == 0) {
            return Optional.empty();
        }
        root.setRowCount(rows);
        var taken = new ArrayList<FieldVector>();
        for (var vector : root.getFieldVectors()) {
            var pair = vector.getTransferPair(vector.getField(), vector.getAllocator());
            pair.transfer();
            taken.add((FieldVector) pair.getTo());
        }
        var batch = Batch.of(SCHEMA, taken, rows);
        rows = 0;
        root.clear();
        return Optional.of(batch);
    }

    /** Emits what was collected. */
    public void flush(String port, Output output) throws InterruptedException {
        var batch = take();
        if (batch.isPresent()) {
            output.emit(port, batch.get());
        }
    }

    private void set(int column, String value) {
        if (!value.isEmpty()) {
            ((VarCharVector) root.getVector(column))
                    .setSafe(rows, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Field text(String name) {
        return Field.nullable(name, ArrowType.Utf8.INSTANCE);
    }

    @Override
    public void close() {
        root.close();
    }
}
