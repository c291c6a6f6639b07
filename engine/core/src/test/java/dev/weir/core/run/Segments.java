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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 *
 * @param hold how long what is written may stay hidden after its checkpoint
 */
@Processor.Named("segments")
record Segments(Disk disk, Path folder, AtomicLong names, Outside outside, Duration hold)
        implements Sink<Segments.Receipt> {

    record Receipt(List<String> segments, List<String> held) {}

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
        return new Task(context.clock(), context.run().replacing() ? ".run-" : "");
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
        private final Clock clock;
        private final String hidden;
        private final List<String> segments = new ArrayList<>();
        private final List<String> held = new ArrayList<>();
        private Instant due = Instant.MIN;
        private boolean isLast;
        private Disk.@Nullable Appender part;
        private String partName = "";

        Task(Clock clock, String hidden) {
            this.clock = clock;
            this.hidden = hidden;
        }

        @Override
        public void recover(Optional<Receipt> last) throws Exception {
            outside.check("sink recovers");
            segments.clear();
            held.clear();
            last.ifPresent(receipt -> {
                segments.addAll(receipt.segments);
                held.addAll(receipt.held);
                due = clock.instant().plus(hold);
            });
            if (last.isPresent()) {
                commit(last.get());
            }
            for (String name : disk.list(folder)) {
                boolean ours = segments.contains(name.replace(".run-", ""));
                boolean isHeld = held.contains(name.replace(".part-", ""));
                if ((name.startsWith(".part-") && !isHeld) || (name.startsWith(".run-") && !ours)) {
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
        public void flush() throws Exception {
            outside.check("sink flushes");
            isLast = true;
        }

        @Override
        public Optional<Instant> due() {
            return held.isEmpty() ? Optional.empty() : Optional.of(due);
        }

        @Override
        public Optional<Receipt> prepare(long epoch, SinkOutput output) throws Exception {
            outside.check("sink prepares");
            if (part != null) {
                part.sync();
                part.close();
                part = null;
                disk.syncFolder(folder);
                due = held.isEmpty() ? clock.instant().plus(hold) : due;
                segments.add(partName);
                held.add(partName);
            }
            if (held.isEmpty()) {
                return Optional.empty();
            }
            if (isLast || !due.isAfter(clock.instant())) {
                held.clear();
            }
            return Optional.of(new Receipt(List.copyOf(segments), List.copyOf(held)));
        }

        @Override
        public void commit(Receipt receipt) throws Exception {
            var there = disk.list(folder);
            for (String name : receipt.segments) {
                outside.check("sink commits");
                if (!receipt.held.contains(name) && there.contains(".part-" + name)) {
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
