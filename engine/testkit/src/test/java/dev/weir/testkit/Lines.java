package dev.weir.testkit;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.Doc;
import dev.weir.api.FilePath;
import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a file of lines each epoch; each {@link Fault} makes it wrong in one way. */
@Doc("For the tests of the testkit.")
@Processor.Named("lines")
record Lines(
        @Doc("Where files are written.") FilePath folder,
        @Doc("How it breaks the contract.") Fault fault)
        implements Sink<Lines.Part> {

    enum Fault {
        NONE,
        LEAKS_A_BYTE,
        CLOSES_THE_BATCH,
        SHOWS_ROWS_AT_ONCE,
        APPENDS_AT_EVERY_COMMIT,
        KEEPS_PREPARED_ROWS_IN_MEMORY,
        FORGETS_TO_ABORT,
        SHOWS_WHAT_WAS_NOT_COMMITTED,
        LOSES_THE_LAST_ROW
    }

    record Part(long epoch) {}

    @Override
    public Class<Part> receiptType() {
        return Part.class;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public SinkTask<Part> start(Context context) {
        return new Task(context);
    }

    static List<String> visible(Path folder) throws IOException {
        var lines = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private final class Task implements SinkTask<Part> {
        private final Context context;
        private final List<String> rows = new ArrayList<>();
        private long previous;

        Task(Context context) {
            this.context = context;
        }

        private Path hidden(long epoch) {
            return Path.of(folder.value(), "." + epoch + ".part");
        }

        private Path shown(long epoch) {
            return Path.of(folder.value(), epoch + ".txt");
        }

        @Override
        public void recover(Optional<Part> last) throws IOException {
            if (last.isPresent()) {
                commit(last.get());
                previous = last.get().epoch;
            }
            try (var files = Files.list(Path.of(folder.value()))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".part")).toList()) {
                    if (fault == Fault.SHOWS_WHAT_WAS_NOT_COMMITTED) {
                        Files.move(file, file.resolveSibling("0.txt"));
                    } else {
                        Files.delete(file);
                    }
                }
            }
        }

        @Override
        public void write(InputPort input, Batch batch, SinkOutput output) throws IOException {
            Rows.of(batch).values().forEach(row -> rows.add(row.toString()));
            if (fault == Fault.CLOSES_THE_BATCH) {
                batch.close();
            }
            if (fault == Fault.LEAKS_A_BYTE) {
                assert context.allocator().buffer(1).capacity() == 1;
            }
            if (fault == Fault.SHOWS_ROWS_AT_ONCE) {
                Files.write(shown(previous + 1), rows);
            }
            if (fault == Fault.LOSES_THE_LAST_ROW && !rows.isEmpty() && batch.rows() == 1) {
                rows.removeLast();
            }
        }

        @Override
        public Optional<Part> prepare(long epoch, SinkOutput output) throws IOException {
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            if (fault != Fault.KEEPS_PREPARED_ROWS_IN_MEMORY) {
                Files.write(hidden(epoch), rows);
                rows.clear();
            }
            previous = epoch;
            return Optional.of(new Part(epoch));
        }

        @Override
        public void commit(Part part) throws IOException {
            if (fault == Fault.KEEPS_PREPARED_ROWS_IN_MEMORY) {
                if (!rows.isEmpty()) {
                    Files.write(shown(part.epoch), rows);
                    rows.clear();
                }
            } else if (fault == Fault.APPENDS_AT_EVERY_COMMIT) {
                var source =
                        Files.exists(hidden(part.epoch)) ? hidden(part.epoch) : shown(part.epoch);
                Files.write(
                        shown(part.epoch),
                        Files.readAllLines(source),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                Files.deleteIfExists(hidden(part.epoch));
            } else if (Files.exists(hidden(part.epoch))) {
                Files.move(hidden(part.epoch), shown(part.epoch));
            }
        }

        @Override
        public void abort() {
            if (fault != Fault.FORGETS_TO_ABORT) {
                rows.clear();
            }
        }
    }
}
