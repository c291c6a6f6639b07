package dev.weir.core.deadletter;

import dev.weir.api.Context;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.api.SinkTask;
import dev.weir.core.state.Disk;
import java.nio.file.Path;

/**
 * Keeps rows that nobody took. A sink like any other, and so part of every checkpoint: a row is
 * kept exactly once, and only if the epoch in which it was refused is complete.
 *
 * @param folder of the flow's dead letters
 * @param retentionBytes how much is kept; the oldest go first
 */
@Processor.Named("dead-letters")
public record DeadLetterSink(Disk disk, Path folder, long retentionBytes)
        implements Sink<DeadLetterSink.Receipt> {

    /** Key of the sink in a running flow, which no flow file can use. */
    public static final String KEY = "_dead-letters";

    /** What is kept of each flow. */
    public static final long RETENTION_BYTES = 256L << 20;

    /**
     * Everything up to here is kept: all of the segments before, and this much of this one.
     *
     * @param rows kept since the store was made, purged ones included
     */
    public record Receipt(long segment, long length, long rows) {
        boolean isAfter(Receipt other) {
            return segment > other.segment || (segment == other.segment && length > other.length);
        }
    }

    @Override
    public Class<Receipt> receiptType() {
        return Receipt.class;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public SinkTask<Receipt> start(Context context) throws Exception {
        var segments = new Segments(disk, folder);
        return new DeadLetterTask(context, segments, retentionBytes);
    }
}
