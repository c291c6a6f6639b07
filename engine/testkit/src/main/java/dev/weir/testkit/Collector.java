package dev.weir.testkit;

import dev.weir.api.Batch;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.SinkOutput;
import dev.weir.api.WireSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Takes what a task emits: checks that it was announced, moves it to the account of the wires, and
 * keeps the rows by port.
 */
public class Collector implements SinkOutput {
    private final Bench bench;
    private final Outputs outputs;
    private final Map<Lane, Rows> collected = new LinkedHashMap<>();
    private final Map<String, List<String>> origins = new LinkedHashMap<>();
    private final List<Instant> watermarks = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final Pace pace;

    /** Where a sink said that rows went. */
    public record Place(String location, long firstRow) {}

    /** A port, and a table if the port carries a family. */
    public record Lane(String port, Optional<String> table) {
        static Lane of(String port) {
            return new Lane(port, Optional.empty());
        }

        @Override
        public String toString() {
            return port + table.map(name -> "[" + name + "]").orElse("");
        }
    }

    /** How fast somebody reads. Owns the batch that it is given, even when it fails. */
    interface Pace {
        Pace AT_ONCE =
                (batch, reader) -> {
                    try (batch) {
                        reader.read(batch);
                    }
                };

        void hand(Batch batch, Reader reader) throws InterruptedException;
    }

    /** Reads a batch, which stays the caller's. */
    interface Reader {
        void read(Batch batch);
    }

    public Collector(Bench bench, Outputs outputs) {
        this(bench, outputs, Pace.AT_ONCE);
    }

    Collector(Bench bench, Outputs outputs, Pace pace) {
        this.bench = bench;
        this.outputs = outputs;
        this.pace = pace;
    }

    @Override
    public void emit(String port, Batch batch) throws InterruptedException {
        Batch mine = batch.transferTo(bench.wires());
        boolean handed = false;
        try {
            Schema announced = announced(port, mine);
            check(port, announced, mine);
            if (mine.rows() > 0) {
                var lane = new Lane(port, mine.table());
                handed = true;
                pace.hand(mine, read -> keep(lane, read));
            }
        } finally {
            if (!handed) {
                mine.close();
            }
        }
    }

    private synchronized void keep(Lane lane, Batch batch) {
        collected.merge(lane, Rows.of(batch), Rows::and);
        origins.computeIfAbsent(lane.port, _ -> new ArrayList<>()).addAll(Origins.of(batch));
    }

    private Schema announced(String port, Batch batch) {
        WireSchema wire = outputs.all().get(port);
        if (wire == null) {
            throw new AssertionError(
                    "a batch was emitted to port %s, but outputSchemas has only %s"
                            .formatted(port, outputs.all().keySet()));
        }
        return switch (wire) {
            case WireSchema.Single(Schema schema) -> schema;
            case WireSchema.Family(Map<String, Schema> tables) -> {
                String table =
                        batch.table()
                                .orElseThrow(() ->
                                        new AssertionError(
                                                "a batch of the family on port %s names no table"
                                                        .formatted(port)));
                yield tables.getOrDefault(table, batch.schema());
            }
        };
    }

    private static void check(String port, Schema announced, Batch batch) {
        if (!announced.equals(batch.schema())) {
            throw new AssertionError(
                    "port %s: the schema at run time is not that of design time%n  design: %s%n  run:    %s"
                            .formatted(port, announced, batch.schema()));
        }
        var fields = announced.getFields();
        for (int column = 0; column < fields.size(); column++) {
            var vector = batch.vector(column);
            if (!vector.getField().getType().equals(fields.get(column).getType())) {
                throw new AssertionError(
                        "port %s: column %s holds %s"
                                .formatted(port, fields.get(column), vector.getField().getType()));
            }
            if (vector.getValueCount() != batch.rows()) {
                throw new AssertionError(
                        "port %s: column %s holds %d values for %d rows"
                                .formatted(
                                        port,
                                        fields.get(column).getName(),
                                        vector.getValueCount(),
                                        batch.rows()));
            }
        }
    }

    @Override
    public void watermark(Instant time) {
        if (!watermarks.isEmpty() && watermarks.getLast().isAfter(time)) {
            throw new AssertionError(
                    "the watermark went back from %s to %s".formatted(watermarks.getLast(), time));
        }
        watermarks.add(time);
    }

    @Override
    public void wrote(String location, long firstRow) {
        places.add(new Place(location, firstRow));
    }

    /** The rows of the main output so far. */
    public Rows out() {
        return rows(Processor.OUT);
    }

    /** The rows of a port so far. */
    public Rows rows(String port) {
        return switch (outputs.all().get(port)) {
            case WireSchema.Single(Schema schema) -> rows(Lane.of(port), schema);
            case WireSchema.Family _ ->
                    throw new IllegalArgumentException(port + " carries a family: name a table");
            case null -> throw new IllegalArgumentException("there is no port " + port);
        };
    }

    /** The rows of one table of a family so far. */
    public Rows rows(String port, String table, Schema schema) {
        return rows(new Lane(port, Optional.of(table)), schema);
    }

    private synchronized Rows rows(Lane lane, Schema schema) {
        return collected.getOrDefault(lane, Rows.of(schema));
    }

    /**
     * Where the rows of a port come from, one text a row: {@code input:3} is the third row of an
     * input, {@code left:1+right:2} a joined row, {@code *} some row of the input's batches, {@code
     * ?} nothing known.
     */
    public synchronized List<String> origins(String port) {
        return List.copyOf(origins.getOrDefault(port, List.of()));
    }

    /** Everything so far. */
    public synchronized Map<Lane, Rows> all() {
        return new LinkedHashMap<>(collected);
    }

    /** The watermarks so far. */
    public List<Instant> watermarks() {
        return watermarks;
    }

    /** Where a sink said that rows went. */
    public List<Place> places() {
        return places;
    }
}
