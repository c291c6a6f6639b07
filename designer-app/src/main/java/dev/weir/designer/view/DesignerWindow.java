package dev.weir.designer.view;

import dev.weir.core.plan.PortRef;
import dev.weir.core.problem.Problem;
import dev.weir.designer.canvas.FlowCanvas;
import dev.weir.designer.engine.EngineClient;
import dev.weir.designer.engine.Progress;
import dev.weir.designer.model.Checked;
import dev.weir.designer.model.Document;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.model.FlowEditor.Change;
import dev.weir.designer.model.Live;
import dev.weir.designer.model.Palette;
import dev.weir.designer.model.Selection;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The window: palette, canvas, inspector, lower panes, and what joins them. */
public final class DesignerWindow {

    private static final int PREVIEW_ROWS = 200;
    private static final double PALETTE = 244;
    private static final double INSPECTOR = 336;

    private final FlowEditor editor;
    private final Stage stage;
    private final Background background = new Background();
    private final Overlay overlay = new Overlay();
    private final Dialogs dialogs = new Dialogs(overlay);
    private final FlowFiles files;
    private final RunControl run;
    private final DeployDialog deploy = new DeployDialog(overlay, background);
    private final CanvasActions actions;
    private final FlowCanvas canvas;
    private final CanvasPane canvasPane;
    private final PalettePane palettePane;
    private final Inspector inspector;
    private final AppBar bar = new AppBar(this::execute);
    private final StatusBar status = new StatusBar(this::showProblems);
    private final ProblemsPane problems = new ProblemsPane(this::goTo);
    private final RowsPane rows = new RowsPane(this::lookAgain);
    private final RunPane runPane = new RunPane();
    private final Tab problemsTab = new Tab("Problems", problems);
    private final Tab rowsTab = new Tab("Rows", rows);
    private final Tab runTab = new Tab("Run", runPane);
    private final TabPane lower = new TabPane(problemsTab, rowsTab, runTab);
    private final Scene scene;
    private Theme theme;
    private Optional<PortRef> lookedAt = Optional.empty();
    private boolean looking;

    public DesignerWindow(
            Stage stage,
            FlowEditor editor,
            EngineClient local,
            FileChoice choice,
            Path folder,
            Theme theme,
            double width,
            double height) {
        Typefaces.load();
        this.stage = stage;
        this.editor = editor;
        this.theme = theme;
        var palette = new Palette(editor.catalog());
        run = new RunControl(editor, background, overlay, local, this::showProgress);
        inspector = new Inspector(editor, choice, this::rename, this::look);
        files = new FlowFiles(editor, background, overlay, choice, folder, inspector::offer);
        actions =
                new CanvasActions(
                        editor,
                        overlay,
                        palette,
                        inspector::show,
                        this::look,
                        inspector::showSettings);
        canvas = new FlowCanvas(theme.look(), actions);
        actions.attach(canvas);
        canvasPane = new CanvasPane(canvas, this::execute);
        palettePane = new PalettePane(palette, actions);
        scene = new Scene(new StackPane(frame(width), overlay), width, height);
        theme.apply(scene);
        new Shortcuts(scene, canvas, overlay, actions, this::execute);
        editor.listen(this::changed);
        stage.setScene(scene);
        stage.setTitle("Weir Designer");
        stage.setMinWidth(860);
        stage.setMinHeight(560);
        stage.setOnCloseRequest(event -> {
            if (!editor.isSaved()) {
                event.consume();
                files.unlessUnsaved(this::close);
            } else {
                close();
            }
        });
        stage.focusedProperty()
                .addListener((_, _, focused) -> {
                    if (focused) {
                        files.lookAgain();
                    }
                });
        editor.open(Document.blank("untitled"), folder.resolve("untitled.flow.yaml"), false);
    }

    private BorderPane frame(double width) {
        lower.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        lower.setId("lower-tabs");
        lower.getStyleClass().add("side");
        lower.setMinHeight(80);
        var middle = new SplitPane(canvasPane, lower);
        middle.setOrientation(Orientation.VERTICAL);
        middle.setDividerPositions(0.7);
        SplitPane.setResizableWithParent(lower, false);
        var sides = new SplitPane(palettePane, middle, inspector);
        sides.setDividerPositions(PALETTE / width, 1 - INSPECTOR / width);
        SplitPane.setResizableWithParent(palettePane, false);
        SplitPane.setResizableWithParent(inspector, false);
        return new BorderPane(sides, bar, null, status, null);
    }

    /** Opens a flow, unsaved changes or not. */
    public void open(Path flow) {
        files.load(flow);
    }

    public void show() {
        stage.show();
        canvas.requestFocus();
    }

    public Scene scene() {
        return scene;
    }

    public FlowEditor editor() {
        return editor;
    }

    public FlowCanvas canvas() {
        return canvas;
    }

    /** Tells the user of failures that nobody has caught. */
    public Thread.UncaughtExceptionHandler failures() {
        return new Failures(overlay);
    }

    /** Shows the window in the other colours. */
    public void show(Theme wanted) {
        theme = wanted;
        theme.apply(scene);
        canvas.show(theme.look());
    }

    FlowFiles files() {
        return files;
    }

    Overlay overlay() {
        return overlay;
    }

    CanvasActions actions() {
        return actions;
    }

    Inspector inspector() {
        return inspector;
    }

    boolean isLooking() {
        return looking;
    }

    RunControl run() {
        return run;
    }

    boolean isRunning() {
        return run.isRunning();
    }

    Progress progress() {
        return run.progress();
    }

    void startFresh() {
        run.start(true);
    }

    /** Ends what runs here and closes the window. */
    public void close() {
        run.close();
        editor.close();
        background.close();
        stage.close();
    }

    private void changed(Change change) {
        if (change == Change.REFUSED) {
            overlay.toast(Overlay.Mood.BAD, "Not done: " + editor.refused());
            canvas.show(editor.graph());
            return;
        }
        canvas.show(editor.graph());
        canvasPane.showEmpty(editor.graph().nodes().isEmpty());
        if (change == Change.OPENED) {
            canvas.show(Live.NONE);
            inspector.show(Selection.NONE);
            rows.showNothing();
            lookedAt = Optional.empty();
            looking = false;
        }
        if (change == Change.OPENED || change == Change.ARRANGED) {
            canvas.fit();
        }
        problems.show(editor.checked().problems());
        long count =
                editor.checked().problems().stream()
                        .filter(problem -> problem.level() != Problem.Level.HINT)
                        .count();
        problemsTab.setText(count == 0 ? "Problems" : "Problems (" + count + ")");
        showState();
    }

    private void showState() {
        bar.show(editor, run.state());
        status.show(editor, run.engine().name(), run.state().words());
        String name = editor.flow().map(flow -> flow.name()).orElse("untitled");
        stage.setTitle((editor.isSaved() ? "" : "• ") + name + " – Weir Designer");
    }

    private void showProgress(RunControl.Watched watched) {
        boolean starts = !watched.before().state().isActive() && run.isRunning();
        canvas.show(watched.now().live(watched.before()));
        if (watched.now().state() != Progress.State.NONE) {
            runPane.show(watched.flow(), watched.engine(), watched.now());
        }
        if (starts) {
            lower.getSelectionModel().select(runTab);
        }
        showState();
    }

    /** Does what a button or a key asks for. */
    void execute(Command command) {
        if (overlay.hasDialog()) {
            return;
        }
        switch (command) {
            case NEW -> files.newFlow();
            case OPEN -> files.open();
            case SAVE -> files.save();
            case SAVE_AS -> files.saveAs(() -> {});
            case UNDO -> editor.undo();
            case REDO, REDO_AGAIN -> editor.redo();
            case RUN -> runHere();
            case STOP -> run.stop();
            case CANCEL -> run.cancel();
            case DEPLOY -> deployFlow();
            case FIND -> palettePane.focusSearch();
            case FIT -> canvas.fit();
            case ARRANGE -> editor.arrange(true);
            case RENAME -> canvas.selection().only().ifPresent(this::rename);
            case THEME -> show(theme.other());
        }
    }

    private void runHere() {
        if (editor.isNamed()) {
            runChecked();
        } else {
            files.saveAs(this::runChecked);
        }
    }

    private void runChecked() {
        editor.whenChecked(() -> {
            if (editor.checked().plan().isPresent()) {
                run.start(false);
            } else {
                showProblems();
            }
        });
    }

    private void deployFlow() {
        deploy.show(
                run.work(),
                Optional.of(editor)
                        .filter(FlowEditor::isNamed)
                        .map(named -> String.valueOf(named.file().getParent())),
                (server, started) -> {
                    String flow = run.work().flow();
                    overlay.toast(
                            Overlay.Mood.GOOD,
                            flow
                                    + " is on "
                                    + server.name()
                                    + (started ? " and was started there." : "."));
                    if (started) {
                        lower.getSelectionModel().select(runTab);
                        run.watchServer(server, flow);
                    } else {
                        server.close();
                    }
                });
    }

    private void rename(String key) {
        dialogs.ask(
                "Rename " + key,
                "Wires and tests that name it are rewritten; its state is carried over.",
                key,
                "Rename",
                wanted -> {
                    if (!wanted.matches("[a-z][a-z0-9-]*")) {
                        return Optional.of(
                                "A name begins with a small letter and goes on with small letters,"
                                        + " digits and dashes.");
                    }
                    return !wanted.equals(key) && editor.node(wanted).isPresent()
                            ? Optional.of("There is a processor " + wanted + " already.")
                            : Optional.empty();
                },
                wanted -> {
                    if (!wanted.equals(key)) {
                        boolean stateful = editor.isInFile(key);
                        if (editor.edit(
                                "Rename " + key, doc -> doc.rename(key, wanted, stateful))) {
                            actions.select(Selection.of(wanted));
                        }
                    }
                });
    }

    private void showProblems() {
        lower.getSelectionModel().select(problemsTab);
    }

    private void goTo(Problem problem) {
        Checked.processorOf(problem)
                .filter(key -> editor.node(key).isPresent())
                .ifPresent(key -> {
                    actions.select(Selection.of(key));
                    canvas.reveal(key);
                    inspector.showSettings();
                });
        if (Checked.processorOf(problem).isEmpty()) {
            inspector.showFlowText();
        }
    }

    private void lookAgain() {
        lookedAt.ifPresent(this::look);
    }

    /** Shows the first rows of a port. */
    private void look(PortRef port) {
        lookedAt = Optional.of(port);
        lower.getSelectionModel().select(rowsTab);
        looking = true;
        rows.showLoading(port.toString());
        editor.whenChecked(() -> lookChecked(port));
    }

    private void lookChecked(PortRef port) {
        if (editor.checked().plan().isEmpty()) {
            looking = false;
            rows.showTrouble(
                    port.toString(),
                    "The flow has problems; its rows can be looked at when they are mended.");
            return;
        }
        var work = run.work();
        background.run(
                () -> run.local().rows(work, port, PREVIEW_ROWS),
                found -> {
                    if (lookedAt.filter(port::equals).isPresent()) {
                        looking = false;
                        rows.show(port.toString(), found);
                    }
                },
                trouble -> {
                    looking = false;
                    rows.showTrouble(port.toString(), trouble.words());
                });
    }
}
