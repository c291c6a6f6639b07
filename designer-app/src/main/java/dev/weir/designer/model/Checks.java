package dev.weir.designer.model;

import dev.weir.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks documents in the background, one at a time. Answers arrive on the screen's thread, which
 * is also the only one to ask; an answer to anything but the latest question is not the last word.
 */
final class Checks implements AutoCloseable {

    private final Checking checking;
    private final Executor screen;
    private final Consumer<Checked> onAnswer;
    private final ScheduledExecutorService background =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("weir-check").unstarted(task));
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable Future<?> pending;
    private int asked;
    private int answered;
    private int forgotten;

    Checks(Checking checking, Executor screen, Consumer<Checked> onAnswer) {
        this.checking = checking;
        this.screen = screen;
        this.onAnswer = onAnswer;
    }

    /** Asks for a check; a question that was not begun yet is dropped for it. */
    void ask(Document document, Path file, long delayMillis) {
        if (pending != null) {
            pending.cancel(false);
        }
        int number = ++asked;
        pending =
                background.schedule(
                        () -> {
                            Checked answer = safely(document, file);
                            screen.execute(() -> answered(number, answer));
                        },
                        delayMillis,
                        TimeUnit.MILLISECONDS);
    }

    private void answered(int number, Checked answer) {
        if (number <= forgotten) {
            return;
        }
        answered = number;
        onAnswer.accept(answer);
        if (!isPending()) {
            var ready = List.copyOf(waiting);
            waiting.clear();
            ready.forEach(Runnable::run);
        }
    }

    /** Whether the latest question is still open. */
    boolean isPending() {
        return answered < asked;
    }

    /** Does something once the latest question is answered, at once if it is. */
    void whenAnswered(Runnable action) {
        if (isPending()) {
            waiting.add(action);
        } else {
            action.run();
        }
    }

    /** All that was asked is of no interest any more. */
    void forget() {
        forgotten = asked;
        answered = asked;
        waiting.clear();
    }

    /** Does other slow work for the screen, after what is being checked. */
    void inBackground(Runnable work) {
        background.execute(work);
    }

    /** A processor that throws while it is asked for its schema must not silence all checks. */
    private Checked safely(Document document, Path file) {
        try {
            return checking.check(document, file);
        } catch (RuntimeException e) {
            System.getLogger(FlowEditor.class.getName())
                    .log(System.Logger.Level.ERROR, "The check failed.", e);
            var problem =
                    Problem.error(
                            "WEIR-3000", "", "the check itself failed, a fault of ours: " + e);
            return new Checked(document, Optional.empty(), List.of(problem), Map.of(), Map.of());
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
