package dev.weir.core.run;

import dev.weir.core.file.FlowFile;
import dev.weir.core.plan.PlanOptions;
import dev.weir.core.plan.Planner;
import dev.weir.core.spec.Catalog;
import dev.weir.core.state.Disk;
import dev.weir.core.state.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An engine whose order is broken on purpose: sinks commit before their checkpoint is durable, for
 * its disk says that a file has its name a while before it has. A test that never notices proves
 * nothing.
 */
public final class BrokenOrder {
    private static final long LATE_MILLIS = 400;

    private BrokenOrder() {}

    /** Runs a flow: FLOW DATA_FOLDER. */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        var flow = FlowFile.read(Path.of(arguments[0])).flow().orElseThrow();
        var catalog = Catalog.load(data.resolve("plugins"));
        var plan = Planner.plan(flow, catalog, PlanOptions.of(data)).plan().orElseThrow();
        try (var engine = Engine.open(EngineOptions.of(data), new LateDisk(new LocalDisk()))) {
            engine.start(plan, RunOptions.DEFAULT).await();
        }
    }

    private static final class LateDisk implements Disk {
        private final Disk disk;
        private final ScheduledExecutorService later =
                Executors.newSingleThreadScheduledExecutor(
                        work -> Thread.ofPlatform().daemon().unstarted(work));

        LateDisk(Disk disk) {
            this.disk = disk;
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (!to.getFileName().toString().startsWith("checkpoint-")) {
                disk.rename(from, to);
                return;
            }
            var _ =
                    later.schedule(
                            () -> {
                                disk.rename(from, to);
                                return to;
                            },
                            LATE_MILLIS,
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void createFolders(Path folder) throws IOException {
            disk.createFolders(folder);
        }

        @Override
        public List<String> list(Path folder) throws IOException {
            return disk.list(folder);
        }

        @Override
        public Optional<byte[]> read(Path file) throws IOException {
            return disk.read(file);
        }

        @Override
        public Appender append(Path file) throws IOException {
            return disk.append(file);
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            disk.syncFolder(folder);
        }

        @Override
        public Locked lock(Path file, String holder) throws IOException {
            return disk.lock(file, holder);
        }
    }
}
