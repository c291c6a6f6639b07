package dev.weir.processors.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.api.Batch;
import dev.weir.api.Columns;
import dev.weir.api.InputPort;
import dev.weir.api.Inputs;
import dev.weir.api.Outputs;
import dev.weir.api.StopFlow;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Collector;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintTest {
    private static final Rows ROWS =
            Rows.of("id int64, name utf8", "[1, 'Zoë']", "[20, null]", "[3, 'C']");

    @TempDir Path folder;

    @Test
    void printsJsonLinesUpToTheLimit() throws Exception {
        assertEquals(
                """
                {"id":1,"name":"Zoë"}
                {"id":20,"name":null}
                """,
                print(new Print(Print.Format.JSON, 2), ROWS));
    }

    @Test
    void printsATable() throws Exception {
        assertEquals(
                """
                id  name
                1   Zoë
                20  null
                3   C
                """,
                print(new Print(Print.Format.TABLE, 100), ROWS));
    }

    @Test
    void hidesWhatIsSensitive() throws Exception {
        var name = Columns.sensitive(ROWS.schema().findField("name"));
        var schema = new Schema(List.of(ROWS.schema().findField("id"), name));

        assertEquals(
                "{\"id\":1,\"name\":\"***\"}\n",
                print(new Print(Print.Format.JSON, 1), new Rows(schema, ROWS.values())));
    }

    @Test
    void goesOnCountingAfterARestart() throws Exception {
        try (var bench = new Bench(folder)) {
            var target = new ByteArrayOutputStream();
            var print = new Print(Print.Format.JSON, 4);
            Optional<Print.Written> receipt;
            try (var context = context(bench, ROWS.schema());
                    var task = new PrintTask(print, context, stream(target))) {
                task.recover(Optional.empty());
                write(bench, task, context);
                receipt = task.prepare(1, new Collector(bench, Outputs.none()));
            }
            try (var context = context(bench, ROWS.schema());
                    var task = new PrintTask(print, context, stream(target))) {
                task.recover(receipt);
                write(bench, task, context);
            }
            assertEquals(4, target.toString(StandardCharsets.UTF_8).lines().count());
            assertEquals(
                    List.of("print shows the first 4 rows (limit); further rows are only counted."),
                    bench.bulletins().stream().map(Bench.Bulletin::message).toList());
        }
    }

    @Test
    void rowsThatNobodyCanSeeStopTheFlow() throws Exception {
        var full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        try (var bench = new Bench(folder);
                var context = context(bench, ROWS.schema());
                var target = new PrintStream(full, true, StandardCharsets.UTF_8);
                var task = new PrintTask(new Print(Print.Format.JSON, 4), context, target)) {
            task.recover(Optional.empty());
            var stop = assertThrows(StopFlow.class, () -> write(bench, task, context));
            assertEquals("WEIR-4302", stop.code());
        }
    }

    private String print(Print print, Rows rows) throws Exception {
        var target = new ByteArrayOutputStream();
        try (var bench = new Bench(folder);
                var context = context(bench, rows.schema());
                var task = new PrintTask(print, context, stream(target));
                var batch = bench.batch(rows)) {
            task.recover(Optional.empty());
            task.write(InputPort.of("input"), batch, new Collector(bench, Outputs.none()));
        }
        return target.toString(StandardCharsets.UTF_8);
    }

    private static void write(Bench bench, PrintTask task, TestContext context) throws Exception {
        try (Batch batch = bench.batch(ROWS)) {
            task.write(InputPort.of("input"), batch, new Collector(bench, context.outputs()));
        }
    }

    private static TestContext context(Bench bench, Schema schema) {
        return new TestContext(bench, "print", Inputs.of(schema), Outputs.none());
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
