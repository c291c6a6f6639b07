package dev.weir.core.run;

import dev.weir.api.Context;
import dev.weir.api.Default;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.api.SinkTask;
import dev.weir.core.state.LocalDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** {@link Segments} in a flow file. */
@Processor.Named(value = "write-numbers", group = "Sinks")
@Doc("Writes numbers.")
record WriteNumbers(
        @Doc("Folder.") FilePath path,
        @Doc("How long rows stay hidden.") @Default("0s") Duration hold)
        implements Sink<Segments.Receipt> {
    private static final AtomicLong NAMES = new AtomicLong();

    @Override
    public Class<Segments.Receipt> receiptType() {
        return Segments.Receipt.class;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public boolean canReplace() {
        return true;
    }

    @Override
    public SinkTask<Segments.Receipt> start(Context context) throws Exception {
        var folder = Path.of(path.value());
        return new Segments(new LocalDisk(), folder, NAMES, Outside.SOUND, hold).start(context);
    }
}
