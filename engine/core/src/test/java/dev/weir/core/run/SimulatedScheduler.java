package dev.weir.core.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing at a time, in an order that a seed decides; time passes only when the seed says so.
 *
 * <p>Threads pass a baton. Work that parks keeps its thread, which waits for the baton to come
 * back, while another thread goes on choosing; so parking costs a thread and nothing else does.
 */
final class SimulatedScheduler implements Scheduler, AutoCloseable {
    private final Random random;
    private final List<Runnable> ready = new ArrayList<>();
    private final List<Semaphore> parked = new ArrayList<>();
    private final List<Semaphore> spare = new ArrayList<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final Semaphore caller = new Semaphore(0);
    private BooleanSupplier until = () -> true;
    private @Nullable Throwable failure;
    private long nanos;
    private long order;
    private long steps;
    private volatile boolean closed;

    SimulatedScheduler(Random random) {
        this.random = random;
    }

    private static final class Alarm implements Comparable<Alarm>, Timer {
        private final long time;
        private final long order;
        private final Runnable work;
        private boolean isCancelled;

        Alarm(long time, long order, Runnable work) {
            this.time = time;
            this.order = order;
            this.work = work;
        }

        @Override
        public void cancel() {
            isCancelled = true;
        }

        @Override
        public int compareTo(Alarm other) {
            return time != other.time
                    ? Long.compare(time, other.time)
                    : Long.compare(order, other.order);
        }
    }

    @Override
    public void execute(Runnable work) {
        ready.add(work);
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        var alarm = new Alarm(nanos + Math.max(0, delay.toNanos()), order++, work);
        alarms.add(alarm);
        return alarm;
    }

    @Override
    public void await(ReentrantLock lock, Condition condition) {
        var mine = new Semaphore(0);
        parked.add(mine);
        lock.unlock();
        passOn();
        mine.acquireUninterruptibly();
        lock.lock();
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public int turn() {
        return 1 + random.nextInt(4);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("the simulation has one zone");
            }
        };
    }

    long steps() {
        return steps;
    }

    /** Lets things happen until a condition holds. */
    void run(BooleanSupplier until) {
        this.until = until;
        passOn();
        caller.acquireUninterruptibly();
        if (failure != null) {
            throw new AssertionError("the simulation failed", failure);
        }
    }

    /** Ends the threads, none of which has the baton. */
    @Override
    public void close() {
        closed = true;
        spare.forEach(Semaphore::release);
    }

    /** Gives the baton to a thread that goes on choosing. */
    private void passOn() {
        if (!spare.isEmpty()) {
            spare.removeLast().release();
            return;
        }
        Thread.ofPlatform().daemon().start(this::choose);
    }

    private void choose() {
        var mine = new Semaphore(0);
        try {
            while (!closed) {
                boolean isOver = failure != null || until.getAsBoolean();
                if (isOver) {
                    spare.add(mine);
                    caller.release();
                    mine.acquireUninterruptibly();
                } else if (!parked.isEmpty() && (!canGoOn() || random.nextInt(3) == 0)) {
                    Semaphore next = parked.remove(random.nextInt(parked.size()));
                    spare.add(mine);
                    next.release();
                    mine.acquireUninterruptibly();
                } else {
                    step();
                }
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            caller.release();
        }
    }

    private boolean canGoOn() {
        return !ready.isEmpty() || !alarms.isEmpty();
    }

    private void step() {
        steps++;
        nanos += random.nextInt(1_000_000);
        if (steps > 200_000) {
            throw new AssertionError("nothing comes to an end");
        }
        boolean isTimerDue = !alarms.isEmpty() && (ready.isEmpty() || random.nextInt(8) == 0);
        if (isTimerDue) {
            Alarm alarm = alarms.remove();
            if (!alarm.isCancelled) {
                nanos = Math.max(nanos, alarm.time);
                alarm.work.run();
            }
        } else if (!ready.isEmpty()) {
            ready.remove(random.nextInt(ready.size())).run();
        } else {
            throw new AssertionError("everything waits for something that will never happen");
        }
    }
}
