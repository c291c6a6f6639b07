package dev.weir.designer.pictures;

import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.view.DesignerWindow;
import dev.weir.designer.view.Scenes;
import dev.weir.designer.view.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javax.imageio.ImageIO;

/** Makes a picture of each screen, in both themes, from the real window doing real work. */
public final class PictureBook {

    private static final long LIMIT_SECONDS = 60;

    private final DesignerWindow window;
    private final Path folder;

    public PictureBook(DesignerWindow window, Path folder) {
        this.window = window;
        this.folder = folder;
    }

    /** Makes the pictures in the background, then ends the application. */
    public void make(Optional<Path> flow) {
        Thread.ofPlatform()
                .name("weir-pictures")
                .start(() -> {
                    int code = 0;
                    try {
                        for (Theme theme : Theme.values()) {
                            onScreen(() -> window.show(theme));
                            pages(flow, theme.name().toLowerCase(Locale.ROOT));
                        }
                    } catch (RuntimeException e) {
                        System.err.println("The pictures are not complete: " + e);
                        code = 1;
                    }
                    System.exit(code);
                });
    }

    private void pages(Optional<Path> flow, String theme) {
        var scenes = new Scenes(window);
        FlowEditor editor = window.editor();
        onScreen(scenes::empty);
        until(editor::isChecked);
        picture("start-" + theme);
        if (flow.isEmpty()) {
            return;
        }
        onScreen(() -> window.open(flow.get()));
        until(() -> !editor.graph().nodes().isEmpty() && editor.isChecked() && scenes.isPlaced());
        onScreen(() -> window.canvas().fit());
        picture("flow-" + theme);
        onScreen(scenes::selectOne);
        picture("form-" + theme);
        onScreen(scenes::hoverWire);
        picture("columns-" + theme);
        onScreen(scenes::quickAdd);
        picture("quick-add-" + theme);
        onScreen(scenes::deploy);
        picture("deploy-" + theme);
        onScreen(scenes::changedOutside);
        picture("changed-outside-" + theme);
        onScreen(scenes::closeDialogs);
        onScreen(scenes::spoil);
        until(editor::isChecked);
        picture("problem-" + theme);
        onScreen(scenes::mend);
        until(editor::isChecked);
        onScreen(scenes::rows);
        until(scenes::hasRows);
        picture("rows-" + theme);
        onScreen(scenes::run);
        until(scenes::isRunningOrDone);
        picture("running-" + theme);
        until(scenes::isDone);
        picture("done-" + theme);
        onScreen(scenes::near);
        picture("near-" + theme);
        onScreen(scenes::far);
        picture("far-" + theme);
    }

    /** Waits until something holds, looked at on the screen's thread. */
    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!ask(condition)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a screen was not ready in time");
            }
            pulse();
        }
    }

    private static boolean ask(BooleanSupplier condition) {
        var answer = new CompletableFuture<Boolean>();
        Platform.runLater(() -> answer.complete(condition.getAsBoolean()));
        return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void onScreen(Runnable action) {
        ask(() -> {
            action.run();
            return true;
        });
        pulse();
        pulse();
    }

    /** Lets the toolkit lay out and paint once. */
    private static void pulse() {
        ask(() -> {
            Platform.requestNextPulse();
            return true;
        });
    }

    private void picture(String name) {
        var image = new CompletableFuture<BufferedImage>();
        Platform.runLater(() ->
                image.complete(SwingFXUtils.fromFXImage(window.scene().snapshot(null), null)));
        Path file = folder.resolve(name + ".png");
        try {
            ImageIO.write(
                    image.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join(), "png", file.toFile());
            System.out.println(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
