package dev.weir.server.command;

import dev.weir.core.run.Outcome;
import dev.weir.core.run.RunningFlow;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends a flow at a checkpoint when the process is asked to end (Ctrl-C, SIGTERM). It is armed
 * before the flow starts, so that the process answers in the same way from its first moment on.
 */
final class Interruption extends Thread implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    /** Tells how the flow ended; answers with the exit code. */
    interface Finish {
        int finish(RunningFlow flow, Outcome outcome) throws IOException;
    }

    private final Terminal terminal;
    private final Finish finish;
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private volatile @Nullable RunningFlow running;

    private Interruption(Terminal terminal, Finish finish) {
        super("weir-interruption");
        this.terminal = terminal;
        this.finish = finish;
    }

    /** From now on this answers when the process is asked to end, until it is closed. */
    static Interruption arm(Terminal terminal, Finish finish) {
        var interruption = new Interruption(terminal, finish);
        Runtime.getRuntime().addShutdownHook(interruption);
        return interruption;
    }

    /** From now on there is a flow to end; before, the process just ends. */
    void guard(RunningFlow flow) {
        running = flow;
    }

    /** The flow has ended by itself: there is nothing left to do. */
    void disarm() {
        if (!armed.getAndSet(false)) {
            // The hook is at work and will halt the process; the command must not race it.
            try {
                join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        disarm();
        try {
            Runtime.getRuntime().removeShutdownHook(this);
        } catch (IllegalStateException _) {
            // The process is ending, and the hook, being disarmed, will do nothing.
        }
    }

    @Override
    public void run() {
        if (!armed.getAndSet(false)) {
            return;
        }
        terminal.message("");
        RunningFlow flow = running;
        if (flow == null) {
            terminal.message("Stopped before the flow began.");
        } else {
            stop(flow);
        }
        terminal.out().flush();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    private void stop(RunningFlow flow) {
        terminal.message("Stopping at a checkpoint …");
        flow.stop();
        try {
            var ended = new CompletableFuture<Outcome>();
            flow.whenEnded(ended::complete);
            finish.finish(flow, ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException _) {
            flow.cancel();
            terminal.error(
                    "It did not reach a checkpoint within %d s. The same command goes on from the last one."
                            .formatted(PATIENCE_SECONDS));
        } catch (InterruptedException | ExecutionException | IOException e) {
            terminal.error("The end could not be reported: " + e.getMessage());
        }
    }
}
