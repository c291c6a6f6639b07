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

    private final long limit;
    private final Map<String, Encoding> encodings = new HashMap<>();

    private record Encoding(Schema schema, RowEncoder encoder) {}

    private TextSinkTask(
            Placement placement,
            Function<Schema, RowEncoder> encoders,
            Optional<Schema> first,
            long limit) {
        this.placement = placement;
        this.encoders = encoders;
        this.first = first;
        this.limit = limit;
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
                        : Optional.empty(),
                sink.fileSize().bytes());
    }

    private static Placement placement(Context context, TextSink sink) throws IOException {
        var place = new Place(context, sink.target(), sink.whenExists());
        if (context.run().replacing() && sink.whenExists() != WhenExists.APPEND) {
            return new ReplacingPlacement(place);
        }
        return sink.commitEvery()
                .<Placement>map(age -> new RollingPlacement(place, age))
                .orElseGet(() -> new AppendingPlacement(place));
    }

    @Override
    public void recover(Optional<TextReceipt> last) throws IOException, StopFlow {
        placement.recover(last);
        if (last.isEmpty() && first.isPresent() && placement.isEmpty()) {
            begin(placement.part("", Long.MAX_VALUE), encoder("", first.get()));
        }
    }

    /** A file begins with its header, even if no row follows. */
    private static void begin(OpenPart part, RowEncoder encoder) throws IOException {
        if (part.size() == 0) {
            encoder.header(part.text());
            part.added(0);
        }
    }

    @Override
    public void write(InputPort input, Batch batch, SinkOutput output)
            throws IOException, StopFlow {
        String table = batch.table().orElse("");
        RowEncoder encoder = encoder(table, batch.schema());
        String location = "";
        for (int from = 0; from < batch.rows(); from += STEP) {
            int to = Math.min(batch.rows(), from + STEP);
            OpenPart part = placement.part(table, limit);
            if (!part.visible().equals(location)) {
                location = part.visible();
                output.wrote(location, part.rows() + 1);
            }
            begin(part, encoder);
            encoder.rows(batch, from, to, part.text());
            part.added(to - from);
        }
    }

    private RowEncoder encoder(String table, Schema schema) {
        var known = encodings.get(table);
        if (known == null || !known.schema.equals(schema)) {
            known = new Encoding(schema, encoders.apply(schema));
            encodings.put(table, known);
        }
        return known.encoder;
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
    public void commit(TextReceipt receipt) throws IOException {
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
