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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Numbers the rows with a running count, which is its state. Each {@link Fault} makes it wrong in
 * one way, so that tests can show that the contract finds it.
 */
@Doc("For the tests of the testkit.")
@Processor.Named("kept")
record Kept(@Doc("How it breaks the contract.") Fault fault) implements Transform {

    enum Fault {
        NONE,
        LEAKS_A_BYTE,
        KEEPS_THE_INPUT,
        OTHER_SCHEMA,
        UNANNOUNCED_PORT,
        FORGETS_ITS_STATE,
        COUNTS_BATCHES,
        HOLDS_ROWS_OVER_A_BARRIER,
        SWALLOWS_INTERRUPTS,
        WRITES_INTO_ITS_INPUT,
        WANTS_ROWS,
        SAYS_IT_IS_STATELESS,
        NO_VALUE
    }

    @Override
    public boolean stateless() {
        return fault == Fault.SAYS_IT_IS_STATELESS;
    }

    @Override
    public boolean equals(Object other) {
        return fault == Fault.NO_VALUE
                ? this == other
                : other instanceof Kept(Fault theirs) && theirs == fault;
    }

    @Override
    public int hashCode() {
        return fault.hashCode();
    }

    private static final Field COUNT = Rows.schema("count int64").getFields().getFirst();

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return Outputs.of(counted(inputs.only()));
    }

    private static Schema counted(Schema schema) {
        var fields = new ArrayList<>(schema.getFields());
        fields.add(COUNT);
        return new Schema(fields);
    }

    @Override
    public TransformTask start(Context context) {
        return new Task(context, fault);
    }

    private static final class Task implements TransformTask {
        private final Context context;
        private final Fault fault;
        private final List<Batch> held = new ArrayList<>();
        private long count;

        Task(Context context, Fault fault) {
            this.context = context;
            this.fault = fault;
        }

        @Override
        public void process(InputPort input, Batch batch, Output output) throws Exception {
            var numbers = new BigIntVector("count", context.allocator());
            numbers.allocateNew(batch.rows());
            count += fault == Fault.COUNTS_BATCHES ? 1 : 0;
            for (int row = 0; row < batch.rows(); row++) {
                numbers.set(row, fault == Fault.COUNTS_BATCHES ? count : ++count);
            }
            numbers.setValueCount(batch.rows());
            Batch counted = batch.with(COUNT, numbers);
            damage(batch);
            if (fault != Fault.KEEPS_THE_INPUT) {
                batch.close();
            }
            if (fault == Fault.HOLDS_ROWS_OVER_A_BARRIER) {
                held.add(counted);
            } else {
                emit(counted, output);
            }
        }

        private void damage(Batch batch) {
            if (fault == Fault.LEAKS_A_BYTE) {
                var unused = context.allocator().buffer(1);
                assert unused.capacity() == 1;
            }
            if (fault == Fault.WRITES_INTO_ITS_INPUT && batch.rows() > 0) {
                ((BigIntVector) batch.vector("id")).set(0, -1);
            }
            if (fault == Fault.WANTS_ROWS && batch.rows() == 0) {
                throw new IllegalStateException("a batch without rows");
            }
        }

        private void emit(Batch counted, Output output) throws InterruptedException {
            switch (fault) {
                case OTHER_SCHEMA -> {
                    try (counted) {
                        var fields = new ArrayList<>(counted.schema().getFields());
                        fields.set(
                                fields.size() - 1,
                                Rows.schema("number int64").getFields().getFirst());
                        output.emit(counted.as(new Schema(fields)));
                    }
                }
                case UNANNOUNCED_PORT -> output.emit("elsewhere", counted);
                case SWALLOWS_INTERRUPTS -> {
                    try {
                        output.emit(counted);
                    } catch (InterruptedException e) {
                        // the fault that this variant is there to show
                    }
                }
                default -> output.emit(counted);
            }
        }

        @Override
        public void end(Output output) throws Exception {
            for (Batch batch : held) {
                output.emit(batch);
            }
            held.clear();
        }

        @Override
        public Optional<byte[]> snapshot() {
            return fault == Fault.FORGETS_ITS_STATE
                    ? Optional.empty()
                    : Optional.of(ByteBuffer.allocate(8).putLong(count).array());
        }

        @Override
        public void restore(byte[] state, int version) {
            count = ByteBuffer.wrap(state).getLong();
        }

        @Override
        public void close() {
            held.forEach(Batch::close);
        }
    }
}
