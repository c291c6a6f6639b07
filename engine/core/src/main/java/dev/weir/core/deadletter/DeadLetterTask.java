package dev.weir.core.deadletter;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.InputPort;
import dev.weir.api.JsonRows;
import dev.weir.api.Rejections;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import dev.weir.api.Utf8Buffer;
import dev.weir.core.deadletter.DeadLetterSink.Receipt;
import dev.weir.core.state.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the newest segment; what is not yet committed is cut off again after a crash. A new
 * run goes on behind what earlier runs have kept.
 */
public final class DeadLetterTask implements SinkTask<Receipt> {
    private static final long SEGMENT_BYTES = 8L << 20;
    private static final int ROWS_AT_ONCE = 512;

    private final Segments segments;
    private final long retentionBytes;
    private final JsonRows json = JsonRows.of(Rejections.SCHEMA);
    private final String run;
    private final Clock clock;
    private Receipt written = new Receipt(1, 0, 0);
    private Receipt prepared = written;
    private Disk.@Nullable Appender appender;

    DeadLetterTask(Context context, Segments segments, long retentionBytes) {
        this.segments = segments;
        this.retentionBytes = retentionBytes;
        this.run = context.run().id();
        this.clock = context.clock();
    }

    @Override
    public void recover(Optional<Receipt> last) throws IOException {
        close();
        segments.create();
        if (last.isPresent()) {
            commit(last.get());
        }
        Receipt kept = segments.kept();
        segments.sweep(kept);
        written = kept;
        prepared = kept;
    }

    @Override
    public void write(InputPort input, Batch batch, SinkOutput output) throws IOException {
        if (appender == null) {
            open();
        }
        byte[] start =
                "{\"_run\":\"%s\",\"_time\":\"%s\","
                        .formatted(run, clock.instant())
                        .getBytes(StandardCharsets.UTF_8);
        var text = new Utf8Buffer(1 << 16);
        for (int from = 0; from < batch.rows(); from += ROWS_AT_ONCE) {
            text.clear();
            json.lines(batch, from, Math.min(from + ROWS_AT_ONCE, batch.rows()), text);
            append(start, text);
        }
        written =
                new Receipt(written.segment(), appender().length(), written.rows() + batch.rows());
    }

    /** Puts the run and the time into each object, whose own first brace is dropped. */
    private void append(byte[] start, Utf8Buffer lines) throws IOException {
        byte[] bytes = lines.array();
        int end = lines.length();
        var out = new ByteArrayOutputStream(end + ROWS_AT_ONCE * start.length);
        int from = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                out.write(start);
                out.write(bytes, from + 1, i - from);
                from = i + 1;
            }
        }
        appender().write(ByteBuffer.wrap(out.toByteArray()));
    }

    private void open() throws IOException {
        if (written.length() >= SEGMENT_BYTES) {
            written = new Receipt(written.segment() + 1, 0, written.rows());
        }
        appender = segments.append(written.segment());
    }

    @Override
    public Optional<Receipt> prepare(long epoch, SinkOutput output) throws IOException {
        if (appender == null || !written.isAfter(prepared)) {
            return Optional.empty();
        }
        appender.sync();
        segments.sync();
        if (written.length() >= SEGMENT_BYTES) {
            close();
        }
        prepared = written;
        return Optional.of(written);
    }

    @Override
    public void commit(Receipt receipt) throws IOException {
        if (receipt.isAfter(segments.kept())) {
            segments.keep(receipt);
            segments.retain(retentionBytes, receipt.segment());
        }
    }

    @Override
    public void abort() throws IOException {
        close();
    }

    /**
     * The run has failed for good. What it has refused since the last checkpoint does not count,
     * but is likely to say why, and can be looked at until the flow is started again.
     */
    public void keepFailed() throws IOException {
        if (written.isAfter(segments.kept())) {
            segments.keepFailed(written);
        }
    }

    private Disk.Appender appender() {
        if (appender == null) {
            throw new IllegalStateException("no segment is open");
        }
        return appender;
    }

    @Override
    public void close() throws IOException {
        if (appender != null) {
            appender.close();
            appender = null;
        }
    }
}
