package dev.weir.processors.files;

import dev.weir.api.Batch;
import dev.weir.api.Inputs;
import dev.weir.api.JsonRows;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Source;
import dev.weir.api.SourceOutput;
import dev.weir.api.SplitReader.Poll;
import dev.weir.api.Utf8Buffer;
import dev.weir.testkit.Bench;
import dev.weir.testkit.TestContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a source to its end, starting again from its position as often as is asked for. */
final class Reading<P extends Record> implements SourceOutput<P> {

    /** Rows as JSON. */
    final List<String> rows = new ArrayList<>();

    /** Rejected rows as JSON. */
    final List<String> errors = new ArrayList<>();

    /** Origins of the batches of the main output. */
    final List<String> origins = new ArrayList<>();

    final List<P> positions = new ArrayList<>();
    private final List<String> pendingRows = new ArrayList<>();
    private final List<String> pendingErrors = new ArrayList<>();

    static <P extends Record> Reading<P> of(Source<P> source, Path folder) throws Exception {
        return of(source, folder, Integer.MAX_VALUE);
    }

    /**
     * @param polls how many polls before the reader is thrown away and opened at the last position
     */
    static <P extends Record> Reading<P> of(Source<P> source, Path folder, int polls)
            throws Exception {
        var reading = new Reading<P>();
        try (var bench = new Bench(folder)) {
            Outputs outputs = bench.outputs(source, Inputs.none());
            try (var context = new TestContext(bench, "orders", Inputs.none(), outputs);
                    var task = source.start(context)) {
                for (var split : task.splits(List.of())) {
                    Optional<P> position = Optional.empty();
                    boolean ended = false;
                    while (!ended) {
                        try (var reader = task.open(split, position)) {
                            for (int i = 0; i < polls && !ended; i++) {
                                ended = reader.poll(reading) instanceof Poll.End;
                            }
                        }
                        position = Optional.of(reading.positions.getLast());
                    }
                }
            }
        }
        return reading;
    }

    @Override
    public void emit(String port, Batch batch) {
        try (batch) {
            var text = new Utf8Buffer(256);
            JsonRows.of(batch.schema()).lines(batch, 0, batch.rows(), text);
            var lines = text.toString().lines().toList();
            if (port.equals(Processor.OUT)) {
                pendingRows.addAll(lines);
                origins.add(batch.origin().toString());
            } else {
                assert batch.schema().equals(Rejections.SCHEMA);
                pendingErrors.addAll(lines);
            }
        }
    }

    @Override
    public void position(P position) {
        positions.add(position);
        rows.addAll(pendingRows);
        errors.addAll(pendingErrors);
        pendingRows.clear();
        pendingErrors.clear();
    }
}
