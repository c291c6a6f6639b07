package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Inputs;
import dev.weir.api.Origin;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Source;
import dev.weir.api.SourceOutput;
import dev.weir.api.SourceTask;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Counts: split {@code k} of {@code n} gives the numbers from {@code k * rows} on. Tells a position
 * after every {@code perCut}-th batch only; every {@code rejectEvery}-th number is rejected.
 */
@Processor.Named("numbers")
@Port(name = "errors", doc = "Rejected numbers.")
record Numbers(
        int splits,
        long rows,
        int batch,
        int perCut,
        int rejectEvery,
        boolean outlives,
        Outside outside)
        implements Source<Numbers.Position> {

    static final Schema SCHEMA =
            new Schema(List.of(Field.nullable("number", new ArrowType.Int(64, true))));

    record Position(long next) {}

    static Numbers of(int splits, long rows, int batch) {
        return new Numbers(splits, rows, batch, 1, 0, false, Outside.SOUND);
    }

    @Override
    public Class<Position> positionType() {
        return Position.class;
    }

    @Override
    public boolean positionOutlivesRun() {
        return outlives;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        return outputs();
    }

    static Outputs outputs() {
        return Outputs.of(SCHEMA).and("errors", Rejections.SCHEMA);
    }

    @Override
    public SourceTask<Position> start(Context context) throws Exception {
        outside.check("source starts");
        return new SourceTask<>() {
            @Override
            public List<Split> splits(List<Split> known) {
                var all = new ArrayList<Split>();
                for (int split = 0; split < splits; split++) {
                    all.add(new Split("s" + split, Map.of("first", "" + split * rows)));
                }
                return all;
            }

            @Override
            public SplitReader<Position> open(Split split, Optional<Position> position)
                    throws Exception {
                outside.check("split opens");
                long first = Long.parseLong(split.details().get("first"));
                long next = position.map(Position::next).orElse(first);
                return new Reader(context, split.id(), first, next);
            }
        };
    }

    static Batch batch(BufferAllocator allocator, long first, int count) {
        var vector = new BigIntVector("number", allocator);
        vector.allocateNew(count);
        for (int row = 0; row < count; row++) {
            vector.set(row, first + row);
        }
        vector.setValueCount(count);
        try (var batch = Batch.of(SCHEMA, List.of(vector), count)) {
            return batch.from(new Origin.Read("numbers", first + 1));
        }
    }

    private final class Reader implements SplitReader<Position> {
        private final Context context;
        private final String split;
        private final long end;
        private long next;
        private int batches;

        Reader(Context context, String split, long first, long next) {
            this.context = context;
            this.split = split;
            this.end = first + Math.max(rows, outside.rows());
            this.next = next;
        }

        @Override
        public Poll poll(SourceOutput<Position> output) throws Exception {
            outside.check("source polls");
            if (next >= end) {
                return outside.isEndless() ? new Poll.Wait(Duration.ofMillis(20)) : Poll.END;
            }
            int count = (int) Math.min(batch, end - next);
            try (var all = batch(context.allocator(), next, count);
                    var rejections = new Rejections(context)) {
                emit(all, rejections, output);
                rejections.flush("errors", output);
            }
            next += count;
            if (++batches % perCut == 0 || next >= end) {
                output.position(new Position(next));
            }
            return Poll.MORE;
        }

        @Override
        public void committed(Position position) throws Exception {
            outside.committed(context.processor(), split, position.next());
        }

        private void emit(Batch all, Rejections rejections, SourceOutput<Position> output)
                throws InterruptedException {
            if (rejectEvery == 0) {
                output.emit(all.share());
                return;
            }
            int from = 0;
            for (int row = 0; row <= all.rows(); row++) {
                if (row == all.rows() || (next + row) % rejectEvery == 0) {
                    if (row > from) {
                        output.emit(all.slice(from, row - from));
                    }
                    from = row + 1;
                    if (row < all.rows()) {
                        rejections.add(all, row, "TEST-1", "not wanted", "number");
                    }
                }
            }
        }
    }
}
