package dev.weir.designer.view;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks the user for files, by the dialogs of the platform. */
public interface FileChoice {

    /** A flow to open. */
    Optional<Path> flowToOpen(Window window, Path folder);

    /** A file to save a flow in. */
    Optional<Path> flowToSave(Window window, Path suggestion);

    /** Any file. */
    Optional<Path> anyFile(Window window, Path folder);

    /** The dialogs of the platform. */
    FileChoice PLATFORM =
            new FileChoice() {
                @Override
                public Optional<Path> flowToOpen(Window window, Path folder) {
                    var chooser = chooser("Open flow", folder);
                    flows(chooser);
                    return path(chooser.showOpenDialog(window));
                }

                @Override
                public Optional<Path> flowToSave(Window window, Path suggestion) {
                    var parent = suggestion.toAbsolutePath().getParent();
                    var chooser = chooser("Save flow", parent == null ? Path.of("") : parent);
                    flows(chooser);
                    chooser.setInitialFileName(String.valueOf(suggestion.getFileName()));
                    return path(chooser.showSaveDialog(window));
                }

                @Override
                public Optional<Path> anyFile(Window window, Path folder) {
                    return path(chooser("Choose a file", folder).showOpenDialog(window));
                }

                private static FileChooser chooser(String title, Path folder) {
                    var chooser = new FileChooser();
                    chooser.setTitle(title);
                    File at = folder.toAbsolutePath().toFile();
                    if (at.isDirectory()) {
                        chooser.setInitialDirectory(at);
                    }
                    return chooser;
                }

                private static void flows(FileChooser chooser) {
                    chooser.getExtensionFilters()
                            .add(
                                    new FileChooser.ExtensionFilter(
                                            "Flows", "*.flow.yaml", "*.flow.yml"));
                }

                private static Optional<Path> path(@Nullable File file) {
                    return Optional.ofNullable(file).map(File::toPath);
                }
            };
}
