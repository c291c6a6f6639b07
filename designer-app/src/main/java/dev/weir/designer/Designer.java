package dev.weir.designer;

import dev.weir.core.plan.PlanOptions;
import dev.weir.core.spec.Catalog;
import dev.weir.designer.engine.LocalEngine;
import dev.weir.designer.model.Checking;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.pictures.PictureBook;
import dev.weir.designer.view.DesignerWindow;
import dev.weir.designer.view.FileChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The application: puts model, engine and window together. */
public final class Designer extends Application {

    /** Set by {@link Main} before the toolkit creates the application by itself. */
    static Optional<Arguments> arguments = Optional.empty();

    private Optional<Checking> checking = Optional.empty();

    /** Loads the plugins, away from the screen's thread. */
    @Override
    public void init() throws IOException {
        checking = Optional.of(checking(arguments().dataFolder()));
    }

    private static Arguments arguments() {
        return arguments.orElseGet(Arguments::of);
    }

    private static Checking checking(Path dataFolder) throws IOException {
        return new Checking(
                Catalog.load(dataFolder.resolve("plugins")), PlanOptions.of(dataFolder));
    }

    @Override
    public void start(Stage stage) {
        var given = arguments();
        var editor = new FlowEditor(checking.orElseThrow(), Platform::runLater);
        var window =
                new DesignerWindow(
                        stage,
                        editor,
                        new LocalEngine(given.dataFolder()),
                        FileChoice.PLATFORM,
                        Path.of("").toAbsolutePath(),
                        given.theme(),
                        given.pictures().isPresent() ? 1600 : 1360,
                        given.pictures().isPresent() ? 960 : 860);
        Thread.setDefaultUncaughtExceptionHandler(window.failures());
        window.show();
        if (given.pictures().isPresent()) {
            new PictureBook(window, given.pictures().get()).make(given.flow());
        } else {
            given.flow().ifPresent(window::open);
        }
    }

    @Override
    public void stop() {
        Platform.exit();
    }
}
