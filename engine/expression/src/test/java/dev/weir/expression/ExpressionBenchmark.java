package dev.weir.expression;

import dev.weir.api.Batch;
import dev.weir.api.Database.Access;
import dev.weir.api.Expression;
import dev.weir.api.Failures;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Prints what expressions cost in kernels and in DuckDB by size of the batch, and how fast a
 * database is appended to and queried. Best of many runs, on one thread.
 */
final class ExpressionBenchmark {
    private static final List<String> EXPRESSIONS =
            List.of(
                    "status = 'completed' and qty > 2",
                    "qty * price",
                    "price * 1.19 + qty",
                    "upper(city)",
                    "city like '%ber%' or city is null",
                    "case when qty > 5 then 'many' else status end",
                    "year(ts)",
                    "number::int");

    private ExpressionBenchmark() {}

    interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        try (var allocator = new RootAllocator();
                var database =
                        DuckDatabase.open(
                                Access.NONE,
                                allocator,
                                1 << 30,
                                Files.createTempDirectory("weir-benchmark"))) {
            System.out.printf(
                    "%-48s %8s %12s %12s %8s%n",
                    "expression", "rows", "kernels µs", "DuckDB µs", "ratio");
            for (int rows : new int[] {1, 100, 1000, 10_000, 65_536}) {
                try (var batch = orders(allocator, rows)) {
                    for (String expression : EXPRESSIONS) {
                        measure(allocator, database, expression, batch);
                    }
                }
            }
            tables(database, allocator);
        }
    }

    private static void measure(
            RootAllocator allocator, DuckDatabase database, String expression, Batch batch)
            throws Exception {
        boolean filter = expression.contains(" and ") || expression.contains(" or ");
        try (var evaluator =
                Expressions.evaluator(new Expression(expression), batch.schema(), allocator)) {
            double kernels =
                    best(() -> {
                        var failures = new Failures();
                        if (filter) {
                            evaluator.select(batch, failures);
                        } else {
                            evaluator.evaluate(batch, failures).close();
                        }
                    });
            String columns = expression.replaceAll("'[^']*'", "");
            var used = new ArrayList<Integer>();
            for (int i = 0; i < batch.schema().getFields().size(); i++) {
                if (columns.contains(batch.schema().getFields().get(i).getName())) {
                    used.add(i);
                }
            }
            try (var narrow = narrowed(batch, used)) {
                double duck =
                        best(() -> drain(database, "SELECT " + expression + " FROM input", narrow));
                System.out.printf(
                        "%-48s %8d %12.1f %12.1f %8.1f%n",
                        expression, batch.rows(), kernels, duck, duck / kernels);
            }
        }
    }

    private static Batch narrowed(Batch batch, List<Integer> used) {
        var fields = used.stream().map(i -> batch.schema().getFields().get(i)).toList();
        return batch.columns(
                new org.apache.arrow.vector.types.pojo.Schema(fields),
                used.stream().mapToInt(i -> i).toArray());
    }

    private static void tables(DuckDatabase database, RootAllocator allocator) throws Exception {
        try (var batch = orders(allocator, 65_536)) {
            database.create("orders", batch.schema());
            double append = best(() -> database.append("orders", batch));
            System.out.printf(
                    "append 65,536 rows x 6: %.1f ms, %.1fM rows/s%n",
                    append / 1000, 65_536 / append);
            double all = best(() -> drain(database, "FROM input", batch));
            System.out.printf("select *: %.1f ms, %.1fM rows/s%n", all / 1000, 65_536 / all);
            double grouped =
                    best(() ->
                            drain(
                                    database,
                                    "SELECT city, sum(price) FROM input GROUP BY city",
                                    batch));
            System.out.printf(
                    "group by city: %.1f ms, %.1fM rows/s%n", grouped / 1000, 65_536 / grouped);
        }
    }

    private static void drain(DuckDatabase database, String sql, Batch batch) throws Exception {
        try (var result = database.query(sql, Map.of("input", batch))) {
            for (var next = result.next(); next.isPresent(); next = result.next()) {
                next.get().close();
            }
        }
    }

    /** Microseconds of the best of many runs, after a warm-up. */
    private static double best(Work work) throws Exception {
        long best = Long.MAX_VALUE;
        long end = System.nanoTime() + 400_000_000L;
        for (int run = 0; run < 20 || System.nanoTime() < end && run < 3000; run++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / 1000.0;
    }

    private static Batch orders(RootAllocator allocator, int count) {
        var random = new Random(42);
        var states = List.of("completed", "new", "cancelled", "shipped");
        var cities = List.of("Berlin", "Bern", "Oslo", "Amsterdam", "Rome");
        var schema =
                Rows.schema(
                        field("status", "utf8"),
                        field("qty", "int32"),
                        field("price", "decimal(10,2)"),
                        field("city", "utf8"),
                        field("ts", "timestamp"),
                        field("number", "utf8"));
        var rows = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    Rows.row(
                            states.get(random.nextInt(4)),
                            random.nextInt(10),
                            java.math.BigDecimal.valueOf(random.nextInt(100_000), 2)
                                    .toPlainString(),
                            cities.get(random.nextInt(5)),
                            1_600_000_000_000_000L + random.nextLong(100_000_000_000_000L),
                            Integer.toString(random.nextInt(1_000_000))));
        }
        return Rows.batch(allocator, schema, rows);
    }

    private static org.apache.arrow.vector.types.pojo.Field field(String name, String type) {
        return dev.weir.api.ColumnType.parse(type).field(name);
    }
}
