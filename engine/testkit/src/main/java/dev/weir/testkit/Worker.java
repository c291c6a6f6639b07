package dev.weir.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Plays the engine's thread: work that another thread watches, waits for, and may interrupt. */
final class Worker {
    static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Thread thread;
    private volatile @Nullable Throwable failure;

    /** Work that may fail in any way. */
    interface Work {
        void run() throws Exception;
    }

    private Worker(Work work) {
        thread =
                Thread.ofPlatform()
                        .name("task")
                        .daemon()
                        .unstarted(() -> {
                            try {
                                work.run();
                            } catch (Throwable e) {
                                failure = e;
                            }
                        });
    }

    static Worker start(Work work) {
        var worker = new Worker(work);
        worker.thread.start();
        return worker;
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits for the end of the work; the answer is how it failed. */
    Optional<Throwable> await() throws InterruptedException {
        return await(DEADLINE);
    }

    Optional<Throwable> await(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            var stack = new AssertionError("the task did not end within " + patience);
            stack.setStackTrace(thread.getStackTrace());
            throw stack;
        }
        return Optional.ofNullable(failure);
    }

    /** A reader that takes a batch only when the task cannot go on without it. */
    static final class SlowReader implements Collector.Pace {
        private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(1);

        @Override
        public void hand(dev.weir.api.Batch batch, Collector.Reader reader)
                throws InterruptedException {
            Runnable read =
                    () -> {
                        try (batch) {
                            reader.read(batch);
                        }
                    };
            try {
                queue.put(read);
            } catch (InterruptedException e) {
                batch.close();
                throw e;
            }
        }

        /** Reads until the worker has ended. */
        Optional<Throwable> readFrom(Worker worker) throws InterruptedException {
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            while (worker.thread.isAlive() || !queue.isEmpty()) {
                boolean parked = worker.thread.getState() != Thread.State.RUNNABLE;
                if (parked && !queue.isEmpty()) {
                    queue.take().run();
                } else {
                    Thread.onSpinWait();
                }
                if (System.nanoTime() > deadline) {
                    worker.interrupt();
                    throw new AssertionError("the task did not end within " + DEADLINE);
                }
            }
            return worker.await();
        }
    }

    /** A reader that never takes anything. */
    static final class NoReader implements Collector.Pace {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public void hand(dev.weir.api.Batch batch, Collector.Reader reader)
                throws InterruptedException {
            reached.countDown();
            try (batch) {
                never.await();
            }
        }

        /** Waits until the worker waits for a reader, or has ended; answers whether it waits. */
        boolean awaitParked(Worker worker) throws InterruptedException {
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            while (worker.thread.isAlive() && !reached.await(1, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the task did not emit within " + DEADLINE);
                }
            }
            return reached.getCount() == 0;
        }
    }
}
