package dev.weir.core.run;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where work runs and what time it is for waiting: a pool of threads, or in a simulation one seeded
 * order of everything.
 */
interface Scheduler {

    /** Runs work soon, on any thread. */
    void execute(Runnable work);

    /** Runs work once after a time, unless it is cancelled before. */
    Timer after(Duration delay, Runnable work);

    /**
     * Waits for a condition on a thread that {@link #execute} lent, letting other work have its
     * place meanwhile. The caller holds the condition's lock, and checks on return what it waits
     * for: it may be woken for nothing.
     */
    void await(ReentrantLock lock, Condition condition) throws InterruptedException;

    /** Time that only moves on, for measuring and waiting. */
    long nanoTime();

    /** How many things a task may do before others get their turn. */
    int turn();

    /** Something that will run, unless cancelled. */
    interface Timer {
        void cancel();
    }
}
