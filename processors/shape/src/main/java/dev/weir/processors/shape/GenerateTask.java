package dev.weir.processors.shape;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Failures;
import dev.weir.api.Origin;
import dev.weir.api.SourceOutput;
import dev.weir.api.SourceTask;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Makes the rows of {@link Generate}: row {@code n} depends on nothing but {@code n} and the seed.
 */
final class GenerateTask implements SourceTask<Generate.Position> {
    private static final int BATCH = 32_768;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Generate settings;
    private final Context context;
    private final Schema result;
    private final List<SelectTask.Step> steps = new ArrayList<>();
    private final FailedRows failed;

    GenerateTask(Generate settings, Context context) {
        this.settings = settings;
        this.context = context;
        result = Shapes.out(context);
        try {
            Schema schema = Generate.NUMBERS;
            for (var entry : settings.columns().entrySet()) {
                var evaluator = context.evaluator(entry.getValue(), schema);
                var to = Generate.named(entry.getKey(), evaluator.type());
                steps.add(new SelectTask.Step(to, evaluator));
                schema = Select.with(schema, to);
            }
        } catch (RuntimeException | Error e) {
            steps.forEach(step -> step.evaluator().close());
            throw e;
        }
        failed = new FailedRows(context);
    }

    @Override
    public SplitReader<Generate.Position> open(Split split, Optional<Generate.Position> position) {
        return new Reader(position.map(Generate.Position::rows).orElse(0L));
    }

    private final class Reader implements SplitReader<Generate.Position> {
        private final Instant started = context.clock().instant();
        private final long first;
        private long made;

        Reader(long made) {
            first = made;
            this.made = made;
        }

        @Override
        public Poll poll(SourceOutput<Generate.Position> output) throws Exception {
            if (made >= settings.rows()) {
                return Poll.END;
            }
            long room = Math.min(allowed() - made, Math.min(BATCH, settings.rows() - made));
            if (room <= 0) {
                return new Poll.Wait(PAUSE);
            }
            emit((int) room, output);
            made += room;
            output.position(new Generate.Position(made));
            return made >= settings.rows() ? Poll.END : Poll.MORE;
        }

        /** How many rows there may be by now. */
        private long allowed() {
            if (settings.rate() == 0) {
                return Long.MAX_VALUE;
            }
            var time = Duration.between(started, context.clock().instant());
            return first + (long) (time.toNanos() / 1e9 * settings.rate());
        }

        private void emit(int rows, SourceOutput<Generate.Position> output) throws Exception {
            Batch current = numbers(made, rows);
            var failures = new Failures();
            for (var step : steps) {
                try (Batch before = current) {
                    current = SelectTask.work(step, before, before, failures, failed, output);
                }
            }
            output.emit(good(current));
            failed.flush(output);
        }

        /** Closes all columns: only memory that nobody shares can be given away. */
        private Batch good(Batch all) {
            var columns =
                    result.getFields().stream().mapToInt(f -> all.column(f.getName())).toArray();
            try (all;
                    var chosen = all.columns(result, columns)) {
                return chosen.without(failed.selection(all.rows()));
            }
        }
    }

    private Batch numbers(long before, int rows) {
        var n = new BigIntVector("n", context.allocator());
        var r = new Float8Vector("r", context.allocator());
        n.allocateNew(rows);
        r.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            long number = before + row + 1;
            n.set(row, number);
            r.set(row, random(settings.seed(), number));
        }
        n.setValueCount(rows);
        r.setValueCount(rows);
        try (var batch = Batch.of(Generate.NUMBERS, List.of(n, r), rows)) {
            return batch.from(new Origin.Read(context.processor(), before + 1));
        }
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), so that any row can be made alone. */
    private static double random(long seed, long number) {
        long z = seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }

    @Override
    public void close() {
        steps.forEach(step -> step.evaluator().close());
        failed.close();
    }
}
