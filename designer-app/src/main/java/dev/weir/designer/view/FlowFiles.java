package dev.weir.designer.view;

import dev.weir.core.file.Project;
import dev.weir.designer.model.Document;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.model.Layout;
import dev.weir.designer.view.Overlay.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Window;

/** New, open and save; nothing unsaved is ever lost without a question. */
final class FlowFiles {

    private record Loaded(Path file, Document document, List<String> connections) {}

    private final FlowEditor editor;
    private final Background background;
    private final Overlay overlay;
    private final Dialogs dialogs;
    private final FileChoice choice;
    private final Consumer<List<String>> onConnections;
    private Path folder;

    FlowFiles(
            FlowEditor editor,
            Background background,
            Overlay overlay,
            FileChoice choice,
            Path folder,
            Consumer<List<String>> onConnections) {
        this.editor = editor;
        this.background = background;
        this.overlay = overlay;
        this.dialogs = new Dialogs(overlay);
        this.choice = choice;
        this.folder = folder;
        this.onConnections = onConnections;
    }

    private Window window() {
        return overlay.getScene().getWindow();
    }

    void newFlow() {
        unlessUnsaved(() ->
                editor.open(
                        Document.blank("untitled"), folder.resolve("untitled.flow.yaml"), false));
    }

    void open() {
        unlessUnsaved(() -> choice.flowToOpen(window(), folder).ifPresent(this::load));
    }

    /** Opens a file without asking about unsaved changes. */
    void load(Path file) {
        background.run(() -> read(file), this::loaded, trouble -> tell(trouble.words()));
    }

    private static Loaded read(Path file) throws IOException {
        String text = Files.readString(file);
        Path layoutFile = Layout.fileOf(file);
        Layout layout =
                Files.exists(layoutFile)
                        ? Layout.fromJson(Files.readString(layoutFile))
                        : Layout.EMPTY;
        var connections =
                Project.find(file)
                        .project()
                        .map(project -> List.copyOf(project.connections().keySet()))
                        .orElse(List.of());
        return new Loaded(file, Document.of(text, layout), connections);
    }

    private void loaded(Loaded loaded) {
        folder = Optional.ofNullable(loaded.file().toAbsolutePath().getParent()).orElse(folder);
        onConnections.accept(loaded.connections());
        editor.open(loaded.document(), loaded.file(), true);
    }

    void save() {
        save(() -> {});
    }

    /** Saves, asking for a file if there is none yet, and goes on if that worked. */
    void save(Runnable then) {
        if (editor.isNamed()) {
            write(editor.file(), then);
        } else {
            saveAs(then);
        }
    }

    void saveAs(Runnable then) {
        String name = editor.flow().map(flow -> flow.name()).orElse("untitled");
        Path suggestion = editor.isNamed() ? editor.file() : folder.resolve(name + ".flow.yaml");
        choice.flowToSave(window(), suggestion)
                .map(FlowFiles::withExtension)
                .ifPresent(file -> write(file, then));
    }

    private static Path withExtension(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? file
                : file.resolveSibling(name + ".flow.yaml");
    }

    private void write(Path file, Runnable then) {
        Document document = named(file);
        background.run(
                () -> {
                    replace(file, document.text());
                    replace(Layout.fileOf(file), document.layout().toJson());
                    return file;
                },
                written -> {
                    folder =
                            Optional.ofNullable(written.toAbsolutePath().getParent())
                                    .orElse(folder);
                    editor.saved(written, document);
                    then.run();
                },
                trouble -> tell("Not saved: " + trouble.words()));
    }

    /** A flow that had no file yet takes the file's name. */
    private Document named(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.flow\\.ya?ml$", "");
        if (!editor.isNamed()
                && name.matches("[a-z][a-z0-9-]*")
                && editor.flow().filter(flow -> flow.name().equals("untitled")).isPresent()) {
            editor.edit("Name the flow", doc -> doc.named(name));
        }
        return editor.document();
    }

    /** Writes beside the file and renames, so that the file is never half written. */
    private static void replace(Path file, String text) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path part = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(
                part,
                absolute,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** Does something that would lose unsaved changes, after asking about them. */
    void unlessUnsaved(Runnable action) {
        if (editor.isSaved()) {
            action.run();
        } else {
            String name = editor.flow().map(flow -> flow.name()).orElse("this flow");
            dialogs.unsaved(name, () -> save(action), action);
        }
    }

    private void tell(String words) {
        overlay.toast(Mood.BAD, words);
    }
}
