package dev.weir.core.run;

import dev.weir.api.Batch;
import dev.weir.core.problem.Problem;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the wires of an attempt, how much memory that takes, and who waits for room.
 * Guarded by the lock of the attempt.
 */
final class Queues {
    /** What a task may need for the batches that it works on. */
    private static final long RESERVE = 8L << 20;

    private final Attempt attempt;
    private final ReentrantLock lock;
    private final Condition roomMade;
    private final long limit;
    private long queuedBytes;
    private long heldBytes;
    private int parked;

    Queues(Attempt attempt, ReentrantLock lock) {
        this.attempt = attempt;
        this.lock = lock;
        this.roomMade = lock.newCondition();
        long budget = attempt.setup.settings().memory().bytes();
        long reserve = Math.min(budget / 2, attempt.setup.graph().nodes().size() * RESERVE);
        this.limit = Math.max(budget / 4, budget - reserve);
    }

    /** Lets tasks that wait for room look again. */
    void wakeParked() {
        roomMade.signalAll();
    }

    /** Puts a batch, which is taken over even when the call fails, into all wires of a port. */
    void enqueue(Work writer, OutputPort port, Batch batch, long bytes)
            throws InterruptedException {
        var wires = port.wires;
        var handles = new Batch[wires.size()];
        handles[0] = batch;
        for (int i = 1; i < handles.length; i++) {
            handles[i] = batch.share();
        }
        var load = new WireEvent.Load(bytes, handles.length);
        lock.lock();
        try {
            awaitRoom(writer, wires);
            queuedBytes += bytes;
            attempt.epochs.moved();
            for (int i = 0; i < handles.length; i++) {
                Wire wire = wires.get(i);
                wire.add(new WireEvent.Rows(handles[i], load));
                if (wire.isUnbounded) {
                    hold(wire, bytes);
                }
                attempt.poke(wire.reader);
            }
        } catch (InterruptedException e) {
            for (Batch handle : handles) {
                handle.close();
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Sources do not wait for what is held: it is let go only when they have been read whole. */
    private void hold(Wire wire, long bytes) {
        heldBytes += bytes;
        long budget = attempt.setup.settings().memory().bytes();
        if (heldBytes > budget) {
            var message =
                    "what comes from %s has to wait in memory until the other inputs have been read, and takes more than the %,d bytes of run.memory; raise it, or read the data from two sources"
                            .formatted(wire.from(), budget);
            attempt.end(
                    new Attempt.Ending.Failed(
                            Failure.of(
                                    Problem.error(
                                            RunCodes.HELD_BACK,
                                            "processors." + wire.reader.key(),
                                            message))));
        }
    }

    private void awaitRoom(Work writer, List<Wire> wires) throws InterruptedException {
        long before = 0;
        while (!attempt.isClosing() && isOverrun(wires)) {
            before = before == 0 ? attempt.scheduler().nanoTime() : before;
            parked++;
            try {
                attempt.scheduler().await(lock, roomMade);
            } finally {
                parked--;
            }
        }
        if (before != 0) {
            writer.counters().blocked(attempt.scheduler().nanoTime() - before);
        }
        if (attempt.isClosing()) {
            throw new InterruptedException("the flow is ending");
        }
    }

    private static boolean isOverrun(List<Wire> wires) {
        for (Wire wire : wires) {
            if (wire.isOverrun()) {
                return true;
            }
        }
        return false;
    }

    /** Puts what is not rows into all wires of a port; it needs no room. */
    void send(OutputPort port, WireEvent event) {
        attempt.locked(() -> {
            for (Wire wire : port.wires) {
                wire.add(event);
                attempt.poke(wire.reader);
            }
        });
    }

    /** Takes the next event of a wire. Under the lock. */
    @Nullable WireEvent take(Wire wire) {
        boolean wasFull = wire.isFull();
        WireEvent event = wire.poll();
        if (event instanceof WireEvent.Rows(_, var load)) {
            release(wire, load);
        }
        if (wasFull && !wire.isFull()) {
            attempt.poke(wire.writer);
        }
        if (parked > 0) {
            roomMade.signalAll();
        }
        return event;
    }

    private void release(Wire wire, WireEvent.Load load) {
        boolean wasShort = !isMemoryLeft();
        if (wire.isUnbounded) {
            heldBytes -= load.bytes();
        }
        if (load.release()) {
            queuedBytes -= load.bytes();
        }
        if (wasShort && isMemoryLeft()) {
            attempt.works.stream().filter(w -> w instanceof SourceWork).forEach(attempt::poke);
        }
    }

    /** Whether sources may add to what waits in the wires. */
    boolean isMemoryLeft() {
        return queuedBytes - heldBytes < limit;
    }

    long queuedBytes() {
        return queuedBytes;
    }
}
