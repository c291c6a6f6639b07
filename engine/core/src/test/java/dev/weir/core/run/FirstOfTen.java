package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.KeyedState;
import dev.weir.api.Output;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarBinaryVector;

/**
 * Passes the first number of each ten on, a little later: the numbers that wait are keyed state,
 * and a timer lets them go.
 */
@Processor.Named("first-of-ten")
record FirstOfTen() implements Transform {

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
        private final KeyedState waiting;
        private final KeyedState gone;

        Task(Context context) {
            this.context = context;
            this.waiting = context.keyedState("waiting");
            this.gone = context.keyedState("gone");
        }

        @Override
        public void process(InputPort input, Batch batch, Output output) throws Exception {
            try (batch) {
                var numbers = (BigIntVector) batch.vector(0);
                for (int row = 0; row < batch.rows(); row++) {
                    long number = numbers.get(row);
                    if (number % 10 == 0) {
                        put(waiting, "next", number);
                        output.emit(Numbers.batch(context.allocator(), number, 1));
                        context.setTimer(context.clock().instant().plusMillis(1));
                    } else if (get(waiting, "next") != number / 10 * 10) {
                        throw new IllegalStateException(
                                "%d came without its first".formatted(number));
                    }
                }
            }
        }

        @Override
        public void timer(Instant time, Output output) {
            put(gone, "timers", 1);
        }

        @Override
        public void end(Output output) {
            if (gone.size() != 1) {
                throw new IllegalStateException("no timer ever came");
            }
        }

        private void put(KeyedState state, String key, long value) {
            try (var keys = bytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    var values = bytes(ByteBuffer.allocate(8).putLong(value).array())) {
                state.put(keys, values);
            }
        }

        private long get(KeyedState state, String key) {
            try (var keys = bytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    var values = state.get(keys)) {
                return values.isNull(0) ? -1 : ByteBuffer.wrap(values.get(0)).getLong();
            }
        }

        private VarBinaryVector bytes(byte[] content) {
            var vector = new VarBinaryVector("bytes", context.allocator());
            vector.allocateNew(1);
            vector.setSafe(0, content);
            vector.setValueCount(1);
            return vector;
        }
    }
}
