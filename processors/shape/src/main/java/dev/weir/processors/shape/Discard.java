package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Doc;
import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import java.util.Optional;

/** Takes rows and forgets them. */
@Processor.Named(value = "discard", group = "Sinks")
@Doc("Takes rows and forgets them; they are counted.")
public record Discard() implements Sink<Discard.Nothing> {

    /** There is nothing to commit. */
    public record Nothing() {}

    @Override
    public Class<Nothing> receiptType() {
        return Nothing.class;
    }

    @Override
    public Delivery delivery() {
        return Delivery.UPSERT;
    }

    @Override
    public boolean canReplace() {
        return true;
    }

    @Override
    public boolean takesFamily() {
        return true;
    }

    @Override
    public boolean stateless() {
        return true;
    }

    @Override
    public SinkTask<Nothing> start(Context context) {
        return new Task();
    }

    private static final class Task implements SinkTask<Nothing> {
        @Override
        public void recover(Optional<Nothing> last) {
            // nothing was kept
        }

        @Override
        public void write(InputPort input, Batch batch, SinkOutput output) {
            // the rows are counted by the engine
        }

        @Override
        public Optional<Nothing> prepare(long epoch, SinkOutput output) {
            return Optional.empty();
        }

        @Override
        public void commit(Nothing receipt) {
            // nothing was kept
        }

        @Override
        public void abort() {
            // nothing was kept
        }
    }
}
