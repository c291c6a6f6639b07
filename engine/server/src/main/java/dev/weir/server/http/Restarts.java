package dev.weir.server.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the flows that ran when the last server ended. One that cannot start is tried again, at
 * longer and longer intervals, for what is in its way may pass: a disk that is not there yet,
 * another process that holds its state. Until it starts, this tells why it does not run.
 */
final class Restarts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Starts a flow, unless nobody wants it to run any more. */
    interface Start {
        void start(String name) throws IOException;
    }

    private final Start start;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1,
                    Thread.ofPlatform().daemon().name("weir-restarts").factory(),
                    new ThreadPoolExecutor.DiscardPolicy()); // whoever comes when it is closed

    Restarts(Start start) {
        this.start = start;
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Starts a flow now, or later if that is not possible. */
    void begin(String name) {
        attempt(name, FIRST_PAUSE);
    }

    /** Why a flow that should run does not. */
    Optional<String> reason(String name) {
        return Optional.ofNullable(reasons.get(name));
    }

    /** It runs, or need not run any more. */
    void forget(String name) {
        reasons.remove(name);
    }

    private void attempt(String name, Duration pause) {
        try {
            start.start(name);
            reasons.remove(name);
        } catch (ApiProblem problem) {
            failed(name, problem.reasons(), pause);
        } catch (IOException trouble) {
            failed(name, String.valueOf(trouble.getMessage()), pause);
        } catch (RuntimeException bug) {
            LOG.error("{} was not started again.", name, bug);
            failed(name, "a bug in Weir: " + bug, pause);
        }
    }

    private void failed(String name, String why, Duration pause) {
        if (!why.equals(reasons.put(name, why))) {
            LOG.error("{} was not started again and will be tried again: {}.", name, why);
        }
        var _ = timer.schedule(() -> again(name, pause), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void again(String name, Duration pause) {
        if (reasons.containsKey(name)) {
            var twice = pause.multipliedBy(2);
            attempt(name, twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE);
        }
    }

    /** Nothing is started any more. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("A flow that is being started does not come to an end.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
