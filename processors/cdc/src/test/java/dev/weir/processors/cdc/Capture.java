package dev.weir.processors.cdc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.weir.api.Batch;
import dev.weir.api.Inputs;
import dev.weir.api.Run;
import dev.weir.api.SourceOutput;
import dev.weir.api.Split;
import dev.weir.api.SplitReader;
import dev.weir.testkit.Bench;
import dev.weir.testkit.Collector;
import dev.weir.testkit.Rows;
import dev.weir.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads changes as the engine would: rows count once a position that covers them has become
 * durable, and a crash forgets the others. Each life of the source is another reader and another
 * driver.
 */
final class Capture implements AutoCloseable {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();
    private static final long DEADLINE = Duration.ofMinutes(3).toNanos();

    private final PostgresCdc source;
    private final Bench bench;
    private final List<ObjectNode> durable = new ArrayList<>();
    private final List<ObjectNode> emitted = new ArrayList<>();
    private Optional<CdcPosition> position = Optional.empty();

    private TestContext context;
    private SplitReader<CdcPosition> reader;
    private Optional<CdcPosition> told = Optional.empty();
    private int toldAfter;

    /** Whether schemas must be those of design time. */
    boolean checks = true;

    Capture(PostgresCdc source, Path folder) throws Exception {
        this(source, folder, new Run("test", "1", false, true));
    }

    Capture(PostgresCdc source, Path folder, Run run) throws Exception {
        this.source = source;
        this.bench = new Bench(folder, run);
        open();
    }

    private void open() throws Exception {
        var outputs = bench.outputs(source, Inputs.none());
        context = new TestContext(bench, "shop", Inputs.none(), outputs);
        reader = source.start(context).open(Split.ONLY, position);
    }

    /** One poll; rows and position are taken as they come. */
    SplitReader.Poll poll() throws Exception {
        var result = reader.poll(new Output(new Collector(bench, context.outputs())));
        if (result instanceof SplitReader.Poll.Wait(Duration time)) {
            bench.clock().advance(time);
            Thread.sleep(1); // The driver works in real time.
        }
        bench.clock().advance(Duration.ofMillis(5));
        return result;
    }

    /** Makes the position told last durable, and the rows before it. */
    void checkpoint() throws Exception {
        if (told.isPresent()) {
            durable.addAll(emitted.subList(0, toldAfter));
            emitted.subList(0, toldAfter).clear();
            toldAfter = 0;
            position = Optional.of(copy(told.get()));
            told = Optional.empty();
            reader.committed(position.get());
        }
    }

    private static CdcPosition copy(CdcPosition position) throws IOException {
        return JSON.readValue(JSON.writeValueAsString(position), CdcPosition.class);
    }

    /** Loses what is not durable, and begins a new life from the last durable position. */
    void crash() throws Exception {
        shut();
        emitted.clear();
        told = Optional.empty();
        toldAfter = 0;
        open();
    }

    /** Reads, with a checkpoint at every position, until the durable rows are right. */
    void readUntil(BooleanSupplier done) throws Exception {
        long deadline = System.nanoTime() + DEADLINE;
        while (!done.getAsBoolean()) {
            poll();
            checkpoint();
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "not reached: there are %d durable rows and %d others, at %s, after %s"
                                .formatted(durable.size(), emitted.size(), position, bulletins()));
            }
        }
    }

    /** Reads until there are as many durable rows. */
    List<ObjectNode> read(int rows) throws Exception {
        readUntil(() -> durable.size() >= rows);
        return durable;
    }

    /** Some columns of the durable rows, as JSON arrays. */
    List<String> rows(String... columns) {
        return durable.stream().map(row -> text(row, columns)).toList();
    }

    static String text(ObjectNode row, String... columns) {
        var values = new ArrayList<String>();
        for (String column : columns) {
            values.add(String.valueOf(row.get(column)));
        }
        return String.join(" ", values).replace("\"", "");
    }

    List<ObjectNode> durable() {
        return durable;
    }

    int emittedRows() {
        return emitted.size();
    }

    Optional<CdcPosition> position() {
        return position;
    }

    Optional<CdcPosition> told() {
        return told;
    }

    List<String> bulletins() {
        return bench.bulletins().stream().map(Bench.Bulletin::message).toList();
    }

    private void shut() throws Exception {
        reader.close();
        context.close();
    }

    @Override
    public void close() throws Exception {
        shut();
        bench.close();
    }

    private final class Output implements SourceOutput<CdcPosition> {
        private final Collector collector;

        Output(Collector collector) {
            this.collector = collector;
        }

        @Override
        public void emit(String port, Batch batch) throws InterruptedException {
            if (port.equals(PostgresCdc.CHANGES)) {
                var rows = Rows.of(batch);
                var fields = rows.schema().getFields();
                for (List<JsonNode> values : rows.values()) {
                    var row = JSON.createObjectNode();
                    for (int i = 0; i < fields.size(); i++) {
                        row.set(fields.get(i).getName(), values.get(i));
                    }
                    emitted.add(row);
                }
            }
            if (checks) {
                collector.emit(port, batch);
            } else {
                batch.close();
            }
        }

        @Override
        public void position(CdcPosition position) {
            told = Optional.of(position);
            toldAfter = emitted.size();
        }
    }
}
