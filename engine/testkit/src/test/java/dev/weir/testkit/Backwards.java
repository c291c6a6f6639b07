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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Emits all rows from the last to the first: exercises whole inputs and rows in any order. */
@Doc("For the tests of the testkit.")
@Processor.Named("backwards")
record Backwards() implements Transform {

    @Override
    public List<InputPort> inputPorts() {
        return List.of(InputPort.whole(INPUT));
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(inputs.only());
    }

    @Override
    public TransformTask start(Context context) {
        return new Task();
    }

    private static final class Task implements TransformTask {
        private final List<Batch> all = new ArrayList<>();

        @Override
        public void process(InputPort input, Batch batch, Output output) {
            all.add(batch);
        }

        @Override
        public void end(Output output) throws Exception {
            if (!all.isEmpty()) {
                Batch turned;
                try (var rows = Batch.concat(all)) {
                    int last = rows.rows() - 1;
                    turned = rows.pick(IntStream.rangeClosed(0, last).map(i -> last - i).toArray());
                }
                output.emit(turned);
            }
        }

        @Override
        public void close() {
            all.forEach(Batch::close);
        }
    }
}
