package dev.weir.designer.view;

import dev.weir.designer.engine.EngineTrouble;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Work away from the screen's thread: files, engines, servers. A bounded number at a time. */
final class Background implements AutoCloseable {

    private static final int LIMIT = 8;

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> Thread.ofPlatform().daemon().name("weir-background").unstarted(task));
    private final Semaphore room = new Semaphore(LIMIT);

    /**
     * Does work and hands its result, or what to tell the user, back to the screen's thread.
     *
     * @param onTrouble gets failures that the user can do something about; any other is a bug and
     *     is told as such
     */
    <T> void run(Callable<T> work, Consumer<T> onDone, Consumer<EngineTrouble> onTrouble) {
        threads.execute(() -> {
            try {
                room.acquire();
                try {
                    T result = work.call();
                    Platform.runLater(() -> onDone.accept(result));
                } finally {
                    room.release();
                }
            } catch (EngineTrouble e) {
                Platform.runLater(() -> onTrouble.accept(e));
            } catch (IOException e) {
                var trouble = new EngineTrouble("", Words.of(e), e);
                Platform.runLater(() -> onTrouble.accept(trouble));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the designer closes
            } catch (Exception e) {
                unexpected(e, onTrouble);
            }
        });
    }

    private static void unexpected(Exception e, Consumer<EngineTrouble> onTrouble) {
        System.getLogger("dev.weir.designer").log(System.Logger.Level.ERROR, "Work failed.", e);
        var trouble =
                new EngineTrouble(
                        "", "This should not have happened and is a fault of ours: " + e, e);
        Platform.runLater(() -> onTrouble.accept(trouble));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
