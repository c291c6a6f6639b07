package dev.weir.designer.view;

import dev.weir.core.file.Project;
import dev.weir.designer.model.Document;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.model.Layout;
import dev.weir.designer.model.OnDisk;
import dev.weir.designer.view.Overlay.Mood;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.stage.Window;

/** New, open and save; nothing unsaved is ever lost without a question. */
final class FlowFiles {

    private record Loaded(Path file, Document document, OnDisk onDisk, List<String> connections) {}

    /** What the files hold now, and whether that was written here. */
    private record Stored(OnDisk now, boolean written) {}

    private final FlowEditor editor;
    private final Background background;
    private final Overlay overlay;
    private final Dialogs dialogs;
    private final FileChoice choice;
    private final Consumer<List<String>> onConnections;
    private final Deque<Runnable> next = new ArrayDeque<>();
    private Path folder;
    private OnDisk onDisk = OnDisk.NOTHING;
    private OnDisk told = OnDisk.NOTHING;
    private boolean writing;
    private int opened;

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
        unlessUnsaved(() -> {
            opened++;
            onDisk = OnDisk.NOTHING;
            editor.open(Document.blank("untitled"), folder.resolve("untitled.flow.yaml"), false);
        });
    }

    void open() {
        unlessUnsaved(() -> choice.flowToOpen(window(), folder).ifPresent(this::load));
    }

    /** Opens a file without asking about unsaved changes. */
    void load(Path file) {
        background.run(() -> read(file), this::loaded, trouble -> tell(trouble.words()));
    }

    private static Loaded read(Path file) throws IOException {
        var there = OnDisk.read(file);
        String text = there.text().orElseThrow(() -> new NoSuchFileException(file.toString()));
        var connections =
                Project.find(file)
                        .project()
                        .map(project -> List.copyOf(project.connections().keySet()))
                        .orElse(List.of());
        var document = Document.of(text, there.places().orElse(Layout.EMPTY));
        return new Loaded(file, document, there, connections);
    }

    private void loaded(Loaded loaded) {
        folder = Optional.ofNullable(loaded.file().toAbsolutePath().getParent()).orElse(folder);
        onConnections.accept(loaded.connections());
        opened++;
        onDisk = loaded.onDisk();
        editor.open(loaded.document(), loaded.file(), true);
    }

    void save() {
        save(() -> {});
    }

    /** Saves, asking for a file if there is none yet, and goes on if that worked. */
    void save(Runnable then) {
        if (editor.isNamed()) {
            write(editor.file(), false, then);
        } else {
            saveAs(then);
        }
    }

    void saveAs(Runnable then) {
        String name = editor.flow().map(flow -> flow.name()).orElse("untitled");
        Path suggestion = editor.isNamed() ? editor.file() : folder.resolve(name + ".flow.yaml");
        choice.flowToSave(window(), suggestion)
                .map(FlowFiles::withExtension)
                .ifPresent(file -> write(file, false, then));
    }

    private static Path withExtension(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? file
                : file.resolveSibling(name + ".flow.yaml");
    }

    /** One save after the other: each must know what the one before has written. */
    private void write(Path file, boolean anyway, Runnable then) {
        if (writing) {
            next.add(() -> write(file, anyway, then));
            return;
        }
        writing = true;
        Document document = named(file);
        int generation = opened;
        // A file that was chosen just now, the platform's dialog has asked about.
        boolean known = editor.isNamed() && file.toAbsolutePath().equals(editor.file());
        Optional<OnDisk> expected = anyway || !known ? Optional.empty() : Optional.of(onDisk);
        background.run(
                () -> store(file, document, expected),
                stored -> {
                    writing = false;
                    if (generation == opened) {
                        stored(file, document, stored, then);
                    }
                    goOn();
                },
                trouble -> {
                    writing = false;
                    tell("Not saved: " + trouble.words());
                    goOn();
                });
    }

    private void goOn() {
        Optional.ofNullable(next.poll()).ifPresent(Runnable::run);
    }

    /** Writes unless the files hold something else than is expected of them. */
    private static Stored store(Path file, Document document, Optional<OnDisk> expected)
            throws IOException {
        if (expected.isPresent()) {
            var there = OnDisk.read(file);
            // A file that is gone can be written again: nothing of it is lost by that.
            if (there.text().isPresent() && !there.equals(expected.get())) {
                return new Stored(there, false);
            }
        }
        return new Stored(OnDisk.write(file, document), true);
    }

    private void stored(Path file, Document document, Stored stored, Runnable then) {
        if (stored.written()) {
            onDisk = stored.now();
            folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(folder);
            editor.saved(file, document);
            then.run();
        } else {
            dialogs.changedOutside(
                    file.getFileName().toString(),
                    () -> write(file, true, then),
                    () -> reload(stored.now()));
        }
    }

    /**
     * Looks whether others have changed the flow's files, and follows them where nothing is lost.
     */
    void lookAgain() {
        if (!editor.isNamed() || writing || overlay.hasDialog()) {
            return;
        }
        Path file = editor.file();
        int generation = opened;
        OnDisk before = onDisk;
        background.run(
                () -> OnDisk.read(file),
                there -> {
                    boolean asBefore = generation == opened && !writing && before.equals(onDisk);
                    if (asBefore && there.text().isPresent() && !there.equals(onDisk)) {
                        changedOutside(file.getFileName().toString(), there);
                    }
                },
                _ -> {
                    // Nobody has asked for this look; saving will say what is wrong.
                });
    }

    private void changedOutside(String name, OnDisk there) {
        if (editor.isSaved()) {
            reload(there);
            overlay.toast(
                    Mood.PLAIN,
                    name
                            + " was changed by another program and read again; undo brings back"
                            + " what it was.");
        } else if (!told.equals(there)) {
            told = there;
            var reload = new Button("Reload");
            reload.setId("reload");
            reload.setMinWidth(84);
            reload.setOnAction(_ -> {
                overlay.hideToast();
                reload(there);
            });
            overlay.toast(
                    Mood.PLAIN,
                    name
                            + " was changed by another program. Yours stays here; saving will ask"
                            + " which to keep.",
                    Optional.of(reload));
        }
    }

    private void reload(OnDisk there) {
        onDisk = there;
        editor.reload(
                there.text().orElseThrow(), there.places().orElse(editor.document().layout()));
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
