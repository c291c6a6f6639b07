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
import java.util.List;
import org.apache.arrow.vector.BigIntVector;

/**
 * Adds to each number of the left input a thousand for each row of the right one, all of which it
 * must know before.
 */
@Processor.Named("add-count")
record AddCount() implements Transform {

    @Override
    public List<InputPort> inputPorts() {
        return List.of(InputPort.of("left"), InputPort.whole("right"));
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(inputs.schema("left"));
    }

    @Override
    public TransformTask start(Context context) {
        return new Task(context);
    }

    private static final class Task implements TransformTask {
        private final Context context;
        private long count;
        private boolean isWhole;

        Task(Context context) {
            this.context = context;
        }

        @Override
        public void process(InputPort input, Batch batch, Output output) throws Exception {
            try (batch) {
                if (input.whole()) {
                    count += batch.rows();
                    return;
                }
                if (!isWhole) {
                    throw new IllegalStateException("rows came before the whole input was read");
                }
                var from = (BigIntVector) batch.vector(0);
                var sum = new BigIntVector("number", context.allocator());
                sum.allocateNew(batch.rows());
                for (int row = 0; row < batch.rows(); row++) {
                    sum.set(row, from.get(row) + count * 1000);
                }
                sum.setValueCount(batch.rows());
                output.emit(Batch.of(Numbers.SCHEMA, List.of(sum), batch.rows()));
            }
        }

        @Override
        public void inputEnded(InputPort input, Output output) {
            isWhole |= input.whole();
        }
    }
}
