package dev.weir.processors.files.text;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.InputPort;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import dev.weir.api.StopFlow;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes rows as text. */
public final class TextSinkTask implements SinkTask<TextReceipt> {

    /** Rows that are spelled before the size of the part is looked at. */
    private static final int STEP = 2048;

    private final Placement placement;
    private final Function<Schema, RowEncoder> encoders;

    /** What a run that ends leaves a file of, even without rows. */
    private final Optional<Schema> first;

    private final Map<String, Encoding> encodings = new HashMap<>();

    private record Encoding(Schema schema, RowEncoder encoder, String header) {}

    private TextSinkTask(
            Placement placement, Function<Schema, RowEncoder> encoders, Optional<Schema> first) {
        this.placement = placement;
        this.encoders = encoders;
        this.first = first;
    }

    /** Begins the work of a sink whose rows are spelled by encoders. */
    public static TextSinkTask start(
            Context context, TextSink sink, Function<Schema, RowEncoder> encoders)
            throws IOException {
        return new TextSinkTask(
                placement(context, sink),
                encoders,
                context.run().replacing() && !sink.target().isByTable()
                        ? Optional.of(context.inputs().only())
                        : Optional.empty());
    }

    private static Placement placement(Context context, TextSink sink) throws IOException {
        var place = new Place(context, sink.target(), sink.whenExists());
        long limit = sink.fileSize().bytes();
        if (context.run().replacing() && sink.whenExists() != WhenExists.APPEND) {
            return new ReplacingPlacement(place, limit);
        }
        return sink.commitEvery()
                .<Placement>map(age -> new RollingPlacement(place, limit, age))
                .orElseGet(() -> new AppendingPlacement(place, limit));
    }

    @Override
    public void recover(Optional<TextReceipt> last) throws IOException, StopFlow {
        placement.recover(last);
        if (last.isEmpty() && first.isPresent() && placement.isEmpty()) {
            placement.part("", encoding("", first.get()).header);
        }
    }

    @Override
    public void write(InputPort input, Batch batch, SinkOutput output)
            throws IOException, StopFlow {
        String table = batch.table().orElse("");
        var encoding = encoding(table, batch.schema());
        String location = "";
        for (int from = 0; from < batch.rows(); from += STEP) {
            int to = Math.min(batch.rows(), from + STEP);
            OpenPart part = placement.part(table, encoding.header);
            if (!part.visible().equals(location)) {
                location = part.visible();
                output.wrote(location, part.rows() + 1);
            }
            encoding.encoder.rows(batch, from, to, part.text());
            part.added(to - from);
        }
    }

    private Encoding encoding(String table, Schema schema) {
        var known = encodings.get(table);
        if (known == null || !known.schema.equals(schema)) {
            var encoder = encoders.apply(schema);
            known = new Encoding(schema, encoder, encoder.header());
            encodings.put(table, known);
        }
        return known;
    }

    @Override
    public void flush() {
        placement.flush();
    }

    @Override
    public Optional<Instant> due() {
        return placement.due();
    }

    @Override
    public Optional<TextReceipt> prepare(long epoch, SinkOutput output) throws IOException {
        return placement.prepare();
    }

    @Override
    public void commit(TextReceipt receipt) throws IOException, StopFlow {
        placement.commit(receipt);
    }

    @Override
    public void abort() throws IOException {
        placement.close();
    }

    @Override
    public void publish() throws IOException, StopFlow {
        placement.publish();
    }

    @Override
    public void close() throws IOException {
        placement.close();
    }
}
