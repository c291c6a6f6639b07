package dev.weir.core.run;

import dev.weir.core.run.Scheduler.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads that all flows share.
 *
 * <p>At most {@code width} of them work at a time. One that is parked, or keeps its place for
 * longer than a second, does not count, so that others go on; the number of threads is capped all
 * the same. A thread without work ends after a while.
 */
final class WorkerPool implements Scheduler, AutoCloseable {
    private static final int TURN = 32;
    private static final int MAX_THREADS = 256;
    private static final long SPARE_SECONDS = 10;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Work that wants to know when it keeps its thread for too long. */
    interface Watched extends Runnable {
        void keepsItsThread(Duration since);
    }

    private final int width;
    private final ScheduledExecutorService clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    // All guarded by the lock.
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final Set<Worker> workers = new HashSet<>();
    private int counted;
    private int waiting;
    private int number;
    private boolean closed;

    WorkerPool(int width) {
        this.width = width;
        var timers =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("weir-clock").factory());
        timers.setRemoveOnCancelPolicy(true);
        this.clock = Executors.unconfigurableScheduledExecutorService(timers);
        var _ = timers.scheduleAtFixedRate(this::watch, 500, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public void execute(Runnable work) {
        lock.lock();
        try {
            queue.addLast(work);
            help();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes or makes a thread if one more may work. */
    private void help() {
        if (queue.isEmpty() || counted >= width) {
            return;
        }
        if (waiting > 0) {
            more.signal();
        } else if (workers.size() < MAX_THREADS) {
            var worker = new Worker();
            workers.add(worker);
            counted++;
            Thread.ofPlatform().daemon().name("weir-worker-" + ++number).start(worker);
        }
    }

    @Override
    public Timer after(Duration delay, Runnable work) {
        var future = clock.schedule(() -> execute(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // The caller loops, as it is told to.
    public void await(ReentrantLock held, Condition condition) throws InterruptedException {
        var worker = current();
        setCounted(worker, false);
        try {
            condition.await();
        } finally {
            setCounted(worker, true);
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public int turn() {
        return TURN;
    }

    /** Threads there are now. */
    int threads() {
        lock.lock();
        try {
            return workers.size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Worker current() {
        return Worker.CURRENT.get();
    }

    private void setCounted(@Nullable Worker worker, boolean counts) {
        if (worker == null) {
            return;
        }
        lock.lock();
        try {
            if (worker.counts != counts) {
                worker.counts = counts;
                counted += counts ? 1 : -1;
                help();
            }
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        lock.lock();
        try {
            long now = System.nanoTime();
            for (Worker worker : workers) {
                long since = now - worker.since;
                if (worker.work != null && since > STUCK_NANOS) {
                    if (worker.counts) {
                        worker.counts = false;
                        counted--;
                        help();
                    }
                    if (worker.work instanceof Watched watched) {
                        queue.addLast(() -> watched.keepsItsThread(Duration.ofNanos(since)));
                        help();
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads when they have done what is queued. */
    @Override
    public void close() {
        clock.shutdownNow();
        lock.lock();
        try {
            closed = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Worker implements Runnable {
        static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();

        // All guarded by the lock of the pool.
        private boolean counts = true;
        private @Nullable Runnable work;
        private long since;

        @Override
        public void run() {
            CURRENT.set(this);
            for (Runnable next = next(); next != null; next = next()) {
                try {
                    next.run();
                } catch (RuntimeException | Error e) {
                    // Tasks answer for their failures themselves: this one is ours.
                    var thread = Thread.currentThread();
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
                }
            }
        }

        /** The next work; null when the thread should end. */
        private @Nullable Runnable next() {
            lock.lock();
            try {
                work = null;
                if (!counts) {
                    counts = true;
                    counted++;
                }
                while (queue.isEmpty() || counted > width) {
                    if (closed || !pause()) {
                        counted--;
                        workers.remove(this);
                        help();
                        return null;
                    }
                }
                work = queue.pollFirst();
                since = System.nanoTime();
                help();
                return work;
            } finally {
                lock.unlock();
            }
        }

        /** Waits for work; false when there was none for long. */
        @SuppressWarnings("WaitNotInLoop") // The caller loops.
        private boolean pause() {
            counted--;
            waiting++;
            try {
                boolean called = more.await(SPARE_SECONDS, TimeUnit.SECONDS);
                return called || !queue.isEmpty();
            } catch (InterruptedException e) {
                // An interrupt that was meant for a task which is over by now.
                return true;
            } finally {
                waiting--;
                counted++;
            }
        }
    }
}
