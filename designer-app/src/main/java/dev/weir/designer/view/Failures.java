package dev.weir.designer.view;

import dev.weir.designer.view.Overlay.Mood;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/**
 * Tells the user, in words, of a failure that nobody has caught. The document is what it was, so
 * that it can be saved. For any thread.
 */
final class Failures implements Thread.UncaughtExceptionHandler {

    /** A failure of the painting comes again with every frame. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Overlay overlay;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    Failures(Overlay overlay) {
        this.overlay = overlay;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        long until = quietUntil.get();
        long now = System.nanoTime();
        if (now - until < 0 || !quietUntil.compareAndSet(until, now + PAUSE.toNanos())) {
            return;
        }
        System.getLogger("dev.weir.designer")
                .log(Level.ERROR, "Failed in " + thread.getName() + ".", failure);
        Platform.runLater(() -> overlay.toast(Mood.BAD, words(failure)));
    }

    private static String words(Throwable failure) {
        return "This should not have happened and is a fault of ours: "
                + failure
                + ". Your flow is as it was; save it, under another name if in doubt.";
    }
}
