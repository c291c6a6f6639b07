package dev.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark job on fewer rows, checked by DuckDB; the figures come from {@code bench}. */
class OrdersTest {
    private static final Path SAMPLE = Weir.sample("orders");

    @TempDir Path folder = Path.of("");

    @Test
    void totalsTheCompletedOrders() throws Exception {
        Path csv = folder.resolve("orders.csv");
        var generator =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                SAMPLE.resolve("OrdersGenerator.java").toString(),
                                "50000",
                                csv.toString())
                        .inheritIO()
                        .start();
        assertEquals(true, generator.waitFor(5, TimeUnit.MINUTES));

        run("orders.flow.yaml", csv, "orders.jsonl");
        run("orders-parquet.flow.yaml", csv, "orders.parquet");

        String from =
                "read_csv('%s', all_varchar=true) where status = 'completed' and qty::int > 2";
        var expected =
                DuckDb.rows(
                        ("select count(*), sum(qty::int * price::decimal(10,2)), count(note), max(ts) from "
                                        + from)
                                .formatted(csv));
        var parquet =
                DuckDb.rows(
                        ("select count(*), sum(total), count(note), strftime(max(ts) at time zone 'UTC',"
                                        + " '%%Y-%%m-%%dT%%H:%%M:%%SZ') from read_parquet('%s')")
                                .formatted(folder.resolve("orders.parquet")));
        var lines =
                DuckDb.rows(
                        ("select count(*), sum(total), count(note), max(ts) from read_json('%s',"
                                        + " format='newline_delimited', columns={total:'DECIMAL(18,2)',"
                                        + " note: 'VARCHAR', ts: 'VARCHAR'})")
                                .formatted(folder.resolve("orders.jsonl")));
        assertEquals(expected, parquet);
        assertEquals(expected, lines);
    }

    private void run(String flow, Path csv, String out) {
        Weir.succeed(
                "run",
                SAMPLE.resolve(flow),
                "--param",
                "in=" + csv,
                "--param",
                "out=" + folder.resolve(out),
                "--data",
                folder.resolve("data"));
    }
}
