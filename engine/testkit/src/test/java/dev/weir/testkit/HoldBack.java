package dev.weir.testkit;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Output;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Holds rows back for a second, or until a watermark: exercises timers and watermarks. */
@Doc("For the tests of the testkit.")
@Processor.Named("hold-back")
record HoldBack() implements Transform {

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(inputs.only());
    }

    @Override
    public TransformTask start(Context context) {
        return new Task(context);
    }

    private static final class Task implements TransformTask {
        private final Context context;
        private final List<Batch> held = new ArrayList<>();

        Task(Context context) {
            this.context = context;
        }

        @Override
        public void process(InputPort input, Batch batch, Output output) {
            held.add(batch);
            context.setTimer(context.clock().instant().plus(Duration.ofSeconds(1)));
        }

        @Override
        public void timer(Instant time, Output output) throws Exception {
            release(output);
        }

        @Override
        public void watermark(Instant time, Output output) throws Exception {
            release(output);
            output.watermark(time);
        }

        @Override
        public void beforeBarrier(Output output) throws Exception {
            release(output);
        }

        @Override
        public void end(Output output) throws Exception {
            release(output);
        }

        private void release(Output output) throws InterruptedException {
            while (!held.isEmpty()) {
                output.emit(held.removeFirst());
            }
        }

        @Override
        public void close() {
            held.forEach(Batch::close);
        }
    }
}
