package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.InputPort;
import dev.weir.api.JsonRows;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import dev.weir.api.StopFlow;
import dev.weir.api.Utf8Buffer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** Writes rows to a stream until the limit is reached. */
final class PrintTask implements SinkTask<Print.Written> {
    private final Print settings;
    private final Context context;
    private final PrintStream target;
    private long written;
    private long committed;

    PrintTask(Print settings, Context context, PrintStream target) {
        this.settings = settings;
        this.context = context;
        this.target = target;
    }

    @Override
    public void recover(Optional<Print.Written> last) {
        written = last.map(Print.Written::rows).orElse(0L);
        committed = written;
    }

    @Override
    public void write(InputPort input, Batch batch, SinkOutput output)
            throws IOException, StopFlow {
        int rows = (int) Math.min(batch.rows(), settings.limit() - written);
        if (rows > 0) {
            var text = new Utf8Buffer(4096);
            switch (settings.format()) {
                case JSON -> JsonRows.masking(batch.schema()).lines(batch, 0, rows, text);
                case TABLE -> TextTable.append(batch, rows, text);
            }
            target.write(text.array(), 0, text.length());
            if (target.checkError()) {
                throw new StopFlow(
                        "WEIR-4302", "standard output takes no more rows: it is closed or full");
            }
        }
        if (written < settings.limit() && written + batch.rows() > settings.limit()) {
            context.bulletin(
                    Context.Severity.INFO,
                    "WEIR-4301",
                    "print shows the first %d rows (limit); further rows are only counted."
                            .formatted(settings.limit()));
        }
        written += Math.max(rows, 0);
    }

    @Override
    public Optional<Print.Written> prepare(long epoch, SinkOutput output) {
        return written == committed ? Optional.empty() : Optional.of(new Print.Written(written));
    }

    @Override
    public void commit(Print.Written receipt) {
        committed = receipt.rows();
    }

    @Override
    public void abort() {
        written = committed;
    }
}
