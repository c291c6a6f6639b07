package dev.weir.processors.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.api.Batch;
import dev.weir.api.ByteSize;
import dev.weir.api.ColumnType;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.Run;
import dev.weir.api.Selection;
import dev.weir.api.Sink;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import dev.weir.api.SourceOutput;
import dev.weir.api.SplitReader.Poll;
import dev.weir.processors.files.csv.CsvSource;
import dev.weir.processors.files.jsonl.JsonLinesSink;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.processors.files.text.WhenExists;
import dev.weir.testkit.Bench;
import dev.weir.testkit.TestContext;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The orders job on one thread and without the engine: {@code OrdersJob IN.csv OUT.jsonl [TIMES]}.
 * Prints seconds of the processor in all and for each step.
 */
public final class OrdersJob {

    private static final Field TOTAL = ColumnType.parse("decimal(20,2)").field("total");
    private static final byte[] COMPLETED = "completed".getBytes(UTF_8);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private OrdersJob() {}

    public static void main(String[] arguments) throws Exception {
        int times = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        for (int i = 0; i < times; i++) {
            run(Path.of(arguments[0]), Path.of(arguments[1]));
        }
    }

    /**
     * Time of the processor spent by this thread, which tells more than the clock on a busy
     * machine.
     */
    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static void run(Path in, Path out) throws Exception {
        long start = now();
        var source = Sources.csv(in, OrdersReading.COLUMNS);
        var sink =
                new JsonLinesSink(
                        Sources.file(out),
                        WhenExists.REPLACE,
                        new ByteSize(1L << 30),
                        Optional.empty());
        try (var bench = new Bench(Sources.folder(in), new Run("orders", "1", true, false))) {
            Outputs outputs = bench.outputs(source, Inputs.none());
            Schema read = Sources.schema(outputs);
            try (var reading = new TestContext(bench, "orders", Inputs.none(), outputs)) {
                var fields = new ArrayList<>(read.getFields());
                fields.add(TOTAL);
                write(bench, sink, new Schema(fields), out, start, reading, source);
            }
        }
    }

    private static void write(
            Bench bench,
            Sink<?> sink,
            Schema schema,
            Path out,
            long start,
            TestContext reading,
            CsvSource source)
            throws Exception {
        try (var writing = new TestContext(bench, "out", Inputs.of(schema), Outputs.none());
                var task = source.start(reading);
                var reader = task.open(task.splits(List.of()).getFirst(), Optional.empty());
                var target = sink.start(writing)) {
            target.recover(Optional.empty());
            var job = new Job(target);
            while (!(reader.poll(job) instanceof Poll.End)) {
                // The job does the rest.
            }
            finish(target, job);
            System.out.printf(
                    "{\"job\":\"orders\",\"out\":\"%s\",\"rows\":%d,\"cpuSeconds\":%.2f,"
                            + "\"filter\":%.2f,\"write\":%.2f}%n",
                    out.getFileName(),
                    job.rows,
                    (now() - start) / 1e9,
                    job.filtering / 1e9,
                    job.writing / 1e9);
        }
    }

    private static <R extends Record> void finish(SinkTask<R> target, Job job) throws Exception {
        long start = now();
        var receipt = target.prepare(1, job);
        if (receipt.isPresent()) {
            target.commit(receipt.get());
        }
        target.publish();
        job.writing += now() - start;
    }

    private static final class Job implements SourceOutput<TextPosition>, SinkOutput {
        private final SinkTask<?> target;
        private long rows;
        private long filtering;
        private long writing;

        Job(SinkTask<?> target) {
            this.target = target;
        }

        @Override
        public void emit(String port, Batch batch) {
            long start = now();
            try (batch;
                    var kept = batch.only(completed(batch));
                    var priced = kept.with(TOTAL, total(kept))) {
                rows += priced.rows();
                long middle = now();
                target.write(InputPort.of("input"), priced, this);
                long end = now();
                filtering += middle - start;
                writing += end - middle;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /** {@code status = 'completed' and qty > 2}. */
        private static Selection completed(Batch batch) {
            var status = (VarCharVector) batch.vector("status");
            var quantity = (IntVector) batch.vector("qty");
            int[] rows = new int[batch.rows()];
            int count = 0;
            for (int row = 0; row < rows.length; row++) {
                if (quantity.get(row) > 2 && status.getValueLength(row) == COMPLETED.length) {
                    byte[] text = status.get(row);
                    if (Arrays.equals(text, COMPLETED)) {
                        rows[count++] = row;
                    }
                }
            }
            return Selection.of(rows, count, rows.length);
        }

        /** {@code qty * price}. */
        private static FieldVector total(Batch batch) {
            var quantity = (IntVector) batch.vector("qty");
            var price = (DecimalVector) batch.vector("price");
            var total = (DecimalVector) TOTAL.createVector(price.getAllocator());
            total.allocateNew(batch.rows());
            for (int row = 0; row < batch.rows(); row++) {
                total.set(row, quantity.get(row) * price.getDataBuffer().getLong(row * 16L));
            }
            total.setValueCount(batch.rows());
            return total;
        }

        @Override
        public void position(TextPosition position) {}
    }
}
