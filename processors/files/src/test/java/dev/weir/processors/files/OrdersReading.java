package dev.weir.processors.files;

import dev.weir.api.Batch;
import dev.weir.api.Inputs;
import dev.weir.api.SourceOutput;
import dev.weir.api.SplitReader.Poll;
import dev.weir.processors.files.text.TextPosition;
import dev.weir.testkit.Bench;
import dev.weir.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints how fast the orders file is read: {@code OrdersReading FILE [TIMES]}. */
public final class OrdersReading {

    static final String COLUMNS =
            "id int64, ts timestamp(UTC), customer utf8, country utf8, product utf8, qty int32,"
                    + " price decimal(10,2), status utf8, note utf8, lat float64";

    private OrdersReading() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            long rows = read(file);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "read %,d rows in %.2f s: %.0f MB/s%n",
                    rows, seconds, Files.size(file) / 1e6 / seconds);
        }
    }

    private static long read(Path file) throws Exception {
        long[] rows = new long[1];
        var counting =
                new SourceOutput<TextPosition>() {
                    @Override
                    public void emit(String port, Batch batch) {
                        rows[0] += batch.rows();
                        batch.close();
                    }

                    @Override
                    public void position(TextPosition position) {}
                };
        var source = Sources.csv(file, COLUMNS);
        try (var bench = new Bench(Sources.folder(file));
                var context =
                        new TestContext(
                                bench,
                                "orders",
                                Inputs.none(),
                                bench.outputs(source, Inputs.none()));
                var task = source.start(context);
                var reader = task.open(task.splits(List.of()).getFirst(), Optional.empty())) {
            while (!(reader.poll(counting) instanceof Poll.End)) {
                // The output counts.
            }
        }
        return rows[0];
    }
}
