package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.InputPort;
import dev.weir.api.Processor;
import dev.weir.api.Sink;
import dev.weir.api.SinkOutput;
import dev.weir.api.SinkTask;
import dev.weir.core.state.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.vector.BigIntVector;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers, one a line, into a new file each epoch, hidden until committed. File names never
 * repeat, so that nothing which is committed twice covers itself up. In a replacing run nothing is
 * visible before it is published.
 */
@Processor.Named("segments")
record Segments(Disk disk, Path folder, AtomicLong names, Outside outside)
        implements Sink<Segments.Receipt> {

    record Receipt(List<String> segments) {}

    @Override
    public Class<Receipt> receiptType() {
        return Receipt.class;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public SinkTask<Receipt> start(Context context) throws Exception {
        outside.check("sink starts");
        disk.createFolders(folder);
        return new Task(context.run().replacing() ? ".run-" : "");
    }

    /** All visible numbers, in order. */
    static List<Long> numbers(Disk disk, Path folder) throws IOException {
        var numbers = new ArrayList<Long>();
        for (String name : disk.list(folder)) {
            if (!name.startsWith(".")) {
                var text =
                        new String(
                                disk.read(folder.resolve(name)).orElseThrow(),
                                StandardCharsets.UTF_8);
                text.lines().forEach(line -> numbers.add(Long.valueOf(line)));
            }
        }
        numbers.sort(null);
        return numbers;
    }

    private final class Task implements SinkTask<Receipt> {
        private final String hidden;
        private final List<String> segments = new ArrayList<>();
        private Disk.@Nullable Appender part;
        private String partName = "";

        Task(String hidden) {
            this.hidden = hidden;
        }

        @Override
        public void recover(Optional<Receipt> last) throws Exception {
            outside.check("sink recovers");
            segments.clear();
            last.ifPresent(receipt -> segments.addAll(receipt.segments));
            if (last.isPresent()) {
                commit(last.get());
            }
            for (String name : disk.list(folder)) {
                boolean ours = segments.contains(name.replace(".run-", ""));
                if (name.startsWith(".part-") || (name.startsWith(".run-") && !ours)) {
                    disk.delete(folder.resolve(name));
                }
            }
            disk.syncFolder(folder);
        }

        @Override
        public void write(InputPort input, Batch batch, SinkOutput output) throws Exception {
            outside.check("sink writes");
            if (part == null) {
                partName = "%08d".formatted(names.incrementAndGet());
                part = disk.append(folder.resolve(".part-" + partName));
            }
            var text = new StringBuilder();
            var numbers = (BigIntVector) batch.vector("number");
            for (int row = 0; row < batch.rows(); row++) {
                text.append(numbers.get(row)).append('\n');
            }
            part.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Optional<Receipt> prepare(long epoch, SinkOutput output) throws Exception {
            outside.check("sink prepares");
            if (part == null) {
                return Optional.empty();
            }
            part.sync();
            part.close();
            part = null;
            disk.syncFolder(folder);
            segments.add(partName);
            return Optional.of(new Receipt(List.copyOf(segments)));
        }

        @Override
        public void commit(Receipt receipt) throws Exception {
            var there = disk.list(folder);
            for (String name : receipt.segments) {
                outside.check("sink commits");
                if (there.contains(".part-" + name)) {
                    disk.rename(folder.resolve(".part-" + name), folder.resolve(hidden + name));
                }
            }
            disk.syncFolder(folder);
        }

        @Override
        public void abort() throws Exception {
            outside.check("sink aborts");
            close();
        }

        @Override
        public void publish() throws Exception {
            for (String name : disk.list(folder)) {
                outside.check("sink publishes");
                if (!name.startsWith(".") && !segments.contains(name)) {
                    disk.delete(folder.resolve(name));
                }
            }
            for (String name : disk.list(folder)) {
                if (name.startsWith(hidden)) {
                    disk.rename(folder.resolve(name), folder.resolve(name.replace(hidden, "")));
                }
            }
            disk.syncFolder(folder);
        }

        @Override
        public void close() throws Exception {
            if (part != null) {
                part.close();
                part = null;
            }
        }
    }
}
