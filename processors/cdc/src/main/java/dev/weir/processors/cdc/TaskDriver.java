package dev.weir.processors.cdc;

import dev.weir.api.StopFlow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * Drives a connector's source task directly, on one thread of its own: so it may wait as long as it
 * has to (for a slot, which waits for every open transaction), and its connection stays alive while
 * the flow is held back. What it reads ahead is bounded here by two polls, and in the connector by
 * bytes.
 *
 * <p>The connector asks for its offset again before it tells the database that log may go; it is
 * only ever told what {@link #acknowledge} said, which is durable.
 */
final class TaskDriver implements CdcDriver {
    private static final int POLLS_AHEAD = 2;
    private static final long PATIENCE_MILLIS = 8_000;

    private final Supplier<SourceTask> connector;
    private final Launch launch;
    private final Thread thread;
    private final BlockingQueue<List<SourceRecord>> arrived = new ArrayBlockingQueue<>(POLLS_AHEAD);
    private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();

    /** Written by the caller's thread, read by the connector's threads. */
    private volatile Map<String, Object> durable = Map.of();

    private volatile boolean acknowledged;
    private volatile boolean stopping;

    /** Written once, by the connector's thread when it ends. */
    private volatile @Nullable Exception failure;

    private TaskDriver(String name, Supplier<SourceTask> connector, Launch launch) {
        this.connector = connector;
        this.launch = launch;
        this.thread = Thread.ofPlatform().name("cdc-" + name).daemon().unstarted(this::run);
    }

    /** Starts the connector; whether that worked shows when records are taken. */
    static TaskDriver start(String name, Supplier<SourceTask> connector, Launch launch) {
        var driver = new TaskDriver(name, connector, launch);
        driver.thread.start();
        return driver;
    }

    private void run() {
        try (launch) {
            Start start = launch.prepare(notices::add);
            durable = start.offset();
            if (stopping) {
                return;
            }
            SourceTask task = connector.get();
            try {
                task.initialize(context(start.settings()));
                task.start(new HashMap<>(start.settings()));
                while (!stopping) {
                    turn(task);
                }
            } finally {
                task.stop();
            }
        } catch (InterruptedException e) {
            failure = new IOException("The connector was interrupted.", e);
        } catch (Exception | LinkageError e) {
            failure = ConnectorFailure.of(e, launch.where());
        }
    }

    private void turn(SourceTask task) throws InterruptedException {
        if (acknowledged) {
            acknowledged = false;
            task.commit();
        }
        List<SourceRecord> records = task.poll();
        boolean some = records != null && !records.isEmpty();
        while (some && !stopping && !arrived.offer(records, 100, TimeUnit.MILLISECONDS)) {
            // The flow is held back; the connector's own threads keep the connection alive.
        }
        launch.upkeep(notices::add);
    }

    @Override
    public List<SourceRecord> take() throws IOException, StopFlow {
        List<SourceRecord> records = arrived.poll();
        if (records != null) {
            return records;
        }
        return switch (failure) {
            case null -> List.of();
            case IOException broken -> throw broken;
            case StopFlow stop -> throw stop;
            case Exception other -> throw new IllegalStateException(other);
        };
    }

    @Override
    public void acknowledge(Map<String, Object> offset) {
        durable = Map.copyOf(offset);
        acknowledged = true;
    }

    @Override
    public List<Notice> notices() {
        var told = new ArrayList<Notice>();
        for (Notice notice = notices.poll(); notice != null; notice = notices.poll()) {
            told.add(notice);
        }
        return told;
    }

    @Override
    public void close() {
        stopping = true;
        boolean interrupted = !ended();
        if (thread.isAlive()) {
            launch.breakOff();
            thread.interrupt();
            interrupted |= !ended();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a while for the thread; answers no if the caller was interrupted meanwhile. */
    private boolean ended() {
        try {
            thread.join(PATIENCE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private SourceTaskContext context(Map<String, String> settings) {
        return new SourceTaskContext() {
            @Override
            public Map<String, String> configs() {
                return settings;
            }

            @Override
            public OffsetStorageReader offsetStorageReader() {
                return new DurableOffsets();
            }

            @Override
            public @Nullable PluginMetrics pluginMetrics() {
                return null;
            }
        };
    }

    /** The one offset there is, whatever the connector calls the place it belongs to. */
    private final class DurableOffsets implements OffsetStorageReader {
        @Override
        public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
            Map<String, Object> known = durable;
            return known.isEmpty() ? null : known;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(
                Collection<Map<String, T>> partitions) {
            var all = new HashMap<Map<String, T>, Map<String, Object>>();
            for (Map<String, T> partition : partitions) {
                Map<String, Object> known = offset(partition);
                if (known != null) {
                    all.put(partition, known);
                }
            }
            return all;
        }
    }
}
