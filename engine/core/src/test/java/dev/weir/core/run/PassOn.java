package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Output;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Passes numbers on, some batches later, {@code copies} of each batch; counts what it has seen, and
 * fails if a restart makes it forget.
 */
@Processor.Named("pass-on")
record PassOn(int held, int copies) implements Transform {

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(inputs.only());
    }

    @Override
    public TransformTask start(Context context) {
        return new Task();
    }

    private final class Task implements TransformTask {
        private final List<Batch> waiting = new ArrayList<>();
        private long seen;
        private long sent;

        @Override
        public void process(InputPort input, Batch batch, Output output) throws Exception {
            seen += batch.rows();
            waiting.add(batch);
            if (waiting.size() > held) {
                flush(output);
            }
        }

        private void flush(Output output) throws InterruptedException {
            while (!waiting.isEmpty()) {
                try (Batch batch = waiting.removeFirst()) {
                    sent += batch.rows();
                    for (int copy = 0; copy < copies; copy++) {
                        output.emit(batch.share());
                    }
                }
            }
        }

        @Override
        public void beforeBarrier(Output output) throws Exception {
            flush(output);
        }

        @Override
        public void end(Output output) throws Exception {
            flush(output);
        }

        @Override
        public Optional<byte[]> snapshot() {
            if (seen != sent) {
                throw new IllegalStateException("%d seen, %d sent".formatted(seen, sent));
            }
            return Optional.of(ByteBuffer.allocate(8).putLong(seen).array());
        }

        @Override
        public void restore(byte[] state, int version) {
            seen = ByteBuffer.wrap(state).getLong();
            sent = seen;
        }

        @Override
        public void close() {
            waiting.forEach(Batch::close);
        }
    }
}
