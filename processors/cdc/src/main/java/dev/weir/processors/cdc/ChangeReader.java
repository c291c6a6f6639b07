package dev.weir.processors.cdc;

import dev.weir.api.Batch;
import dev.weir.api.Context;
import dev.weir.api.SourceOutput;
import dev.weir.api.SplitReader;
import dev.weir.api.StopFlow;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns the connector's records into batches, and says where a cut is allowed.
 *
 * <p>A window of records is gathered, leaves as one batch for each table, and then, if it ended
 * with a transaction, a position is told. Where the window has to end inside a transaction there is
 * none, and the rows that have left so far are visible to nobody until there is one. So it is with
 * the whole first load: a crash within it starts it again with a new slot, and nobody has seen
 * anything of the old one.
 */
final class ChangeReader implements SplitReader<CdcPosition> {
    private static final int MOST_ROWS = 65_536;
    private static final int ENOUGH_ROWS = 16_384;

    /** After so many rows the clock is looked at. */
    private static final int ROWS_A_LOOK = 256;

    private static final long MOST_BYTES = 4 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FLUSH = Duration.ofMillis(100);

    /** Polls without anything new after which a window need not wait for the clock. */
    private static final int MOST_IDLE_POLLS = 20;

    private static final Poll SOON = new Poll.Wait(Duration.ofMillis(10));

    /**
     * Polls in which the engine may make the claim durable, 20 ms apart, before it is done without.
     */
    private static final int POLLS_FOR_CLAIM = 150;

    private static final Poll CLAIM_PAUSE = new Poll.Wait(Duration.ofMillis(20));

    private final PostgresCdc settings;
    private final Context context;
    private final Toast toast = Toast.random();
    private final ChangeBuffer buffer;
    private final Deque<SourceRecord> records = new ArrayDeque<>();
    private final Deque<Batch> ready = new ArrayDeque<>();
    private final Optional<CdcPosition> restored;

    private @Nullable Session session;
    private int claimPolls;
    private boolean claimed;
    private @Nullable CdcPosition cut;
    private Instant windowStart = Instant.MAX;
    private boolean toldSpecial;
    private int idlePolls;

    /** What exists once the connector was started. */
    private record Session(CdcDriver driver, PostgresLaunch launch, Progress progress) {}

    ChangeReader(PostgresCdc settings, Context context, Optional<CdcPosition> restored) {
        this.settings = settings;
        this.context = context;
        this.restored = restored;
        this.buffer =
                new ChangeBuffer(
                        settings.order() == PostgresCdc.Order.SOURCE,
                        settings.before(),
                        toast,
                        context.allocator());
    }

    @Override
    public Poll poll(SourceOutput<CdcPosition> output)
            throws IOException, SQLException, StopFlow, InterruptedException {
        if (session == null && isClaiming(output)) {
            return CLAIM_PAUSE;
        }
        Session running = session == null ? start() : session;
        for (Notice notice : running.driver.notices()) {
            tell(notice);
        }
        if (ready.isEmpty()) {
            gather(running);
            if (!isDue(running.progress)) {
                idlePolls++;
                return pause(running.progress);
            }
            idlePolls = 0;
            close(running.progress);
        }
        if (!ready.isEmpty()) {
            emit(ready.poll(), output);
        }
        if (ready.isEmpty() && cut != null) {
            output.position(cut);
            cut = null;
        }
        return Poll.MORE;
    }

    private Poll pause(Progress progress) {
        if (buffer.rows() > 0) {
            return SOON;
        }
        boolean seen = context.run().preview() && progress.mayCut();
        return seen ? Poll.END : new Poll.Wait(settings.pollInterval());
    }

    /**
     * Before the first load the slot is claimed: as soon as a checkpoint knows of it, a slot that
     * an interrupted first load leaves behind is known to be ours and may be replaced.
     */
    private boolean isClaiming(SourceOutput<CdcPosition> output) throws SQLException, StopFlow {
        boolean needed =
                restored.isEmpty()
                        && settings.snapshot() == PostgresCdc.Snapshot.INITIAL
                        && !context.run().preview();
        if (!needed || claimed || claimPolls >= POLLS_FOR_CLAIM) {
            return false;
        }
        if (claimPolls++ == 0) {
            requireFreeSlot();
            output.position(CdcPosition.claim());
        }
        return true;
    }

    /** Nothing may be claimed that others have. */
    private void requireFreeSlot() throws SQLException, StopFlow {
        if (settings.whenSlotExists() == PostgresCdc.WhenSlotExists.REPLACE) {
            return;
        }
        try (var server = PostgresServer.open(settings.connection(), PATIENCE)) {
            if (server.slot(slot()).isPresent()) {
                throw new StopFlow(
                        Notice.SLOT_EXISTS,
                        PostgresLaunch.slotExists(slot(), settings.connection().where()));
            }
        }
    }

    private String slot() {
        return settings.slot().orElseGet(() -> Slots.of(context.run(), context.processor()));
    }

    private Session start() {
        String slot = slot();
        var from = restored.orElse(CdcPosition.claim());
        var plan =
                new PostgresLaunch.Plan(
                        slot,
                        settings.publication().orElse(slot),
                        from,
                        restored.isPresent(),
                        context.run().preview(),
                        toast);
        var launch = new PostgresLaunch(settings, plan);
        var started =
                new Session(
                        TaskDriver.start(context.processor(), PostgresConnectorTask::new, launch),
                        launch,
                        new Progress(from));
        session = started;
        return started;
    }

    /** Reads records until the window is full or there are none. */
    private void gather(Session running) throws IOException, StopFlow {
        while (true) {
            if (records.isEmpty()) {
                records.addAll(running.driver.take());
                if (records.isEmpty()) {
                    return;
                }
                idlePolls = 0;
                buffer.domains(running.launch.domains());
                running.progress.follow(
                        running.launch.tables(),
                        settings.snapshot() == PostgresCdc.Snapshot.INITIAL);
            }
            for (SourceRecord next = records.poll(); next != null; next = records.poll()) {
                accept(running, next);
                if (isFull(running.progress)) {
                    return;
                }
            }
        }
    }

    private void accept(Session running, SourceRecord next) {
        var row = running.progress.accept(next, context.clock());
        if (row.isEmpty()) {
            return;
        }
        var change = row.get();
        if (buffer.rows() == 0) {
            windowStart = context.clock().instant();
        }
        if (!running.launch.tables().contains(change.table())) {
            return; // Followed only to count its rows in an unfinished transaction.
        }
        boolean special =
                buffer.add(change.table(), next.valueSchema(), change.envelope(), change.change());
        if (special && !toldSpecial) {
            toldSpecial = true;
            tell(
                    new Notice(
                            Notice.SPECIAL_VALUES,
                            ("Table %s has values that no column can hold, such as NaN or infinity;"
                                            + " they are null, and told in _special.")
                                    .formatted(change.table())));
        }
    }

    /** Whether no further row should come into the window. */
    private boolean isFull(Progress progress) {
        int rows = buffer.rows();
        return rows >= MOST_ROWS
                || buffer.bytes() >= MOST_BYTES
                || progress.mayCut() && rows >= ENOUGH_ROWS
                || rows % ROWS_A_LOOK == 1 && isOld();
    }

    /** Whether the window should be closed although there is room. */
    private boolean isDue(Progress progress) {
        return buffer.rows() == 0
                ? progress.hasMoved()
                : isFull(progress) || isOld() || idlePolls > MOST_IDLE_POLLS;
    }

    private boolean isOld() {
        return context.clock().instant().isAfter(windowStart.plus(FLUSH));
    }

    /** Turns the window into batches, and decides on the cut after them. */
    private void close(Progress progress) {
        ready.addAll(buffer.take());
        cut = progress.cut(settings.transactionLimit(), context.clock().instant()).orElse(null);
        progress.bulletin().ifPresent(text -> tell(new Notice(Notice.TRANSACTION_CUT, text)));
    }

    private void tell(Notice notice) {
        context.bulletin(Context.Severity.WARNING, notice.code(), notice.text());
    }

    private void emit(Batch batch, SourceOutput<CdcPosition> output) throws InterruptedException {
        String own = PostgresCdc.port(batch.table().orElseThrow());
        boolean toOwn = settings.outputPorts().contains(own) && context.isRead(own);
        if (toOwn && context.isRead(PostgresCdc.CHANGES)) {
            output.emit(own, batch.share());
        } else if (toOwn) {
            output.emit(own, batch);
            return;
        }
        output.emit(PostgresCdc.CHANGES, batch);
    }

    @Override
    public void committed(CdcPosition position) {
        claimed = true;
        Session running = session;
        if (running != null && !position.offset().isEmpty()) {
            running.driver.acknowledge(position.connectorOffset());
        }
    }

    /**
     * Nothing is needed: the driver's own thread reads ahead and the connector's keeps the line.
     */
    @Override
    public void keepAlive() {}

    @Override
    public void close() {
        Session running = session;
        if (running != null) {
            running.driver.close();
        }
        ready.forEach(Batch::close);
        ready.clear();
        buffer.close();
    }
}
