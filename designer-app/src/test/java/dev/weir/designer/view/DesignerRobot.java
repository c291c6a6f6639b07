package dev.weir.designer.view;

import dev.weir.core.plan.PlanOptions;
import dev.weir.core.spec.Catalog;
import dev.weir.designer.canvas.FlowCanvas;
import dev.weir.designer.engine.EngineClient;
import dev.weir.designer.engine.LocalEngine;
import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Checking;
import dev.weir.designer.model.Document;
import dev.weir.designer.model.FlowEditor;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Layout;
import dev.weir.designer.model.Selection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Uses the designer as a person does, with mouse and keyboard, on a screen that nobody sees. */
final class DesignerRobot implements AutoCloseable {

    private static final long LIMIT_SECONDS = 180;
    private static final int DRAG_STEPS = 6;

    private final FxRobot robot = new FxRobot();
    private final FixedChoice choice = new FixedChoice();
    private final DesignerWindow window;
    private final Robot mouse;

    /** Files instead of the platform's dialogs. */
    private static final class FixedChoice implements FileChoice {
        private Path file = Path.of("unset.flow.yaml");

        @Override
        public Optional<Path> flowToOpen(Window window, Path folder) {
            return Optional.of(file);
        }

        @Override
        public Optional<Path> flowToSave(Window window, Path suggestion) {
            return Optional.of(file);
        }

        @Override
        public Optional<Path> anyFile(Window window, Path folder) {
            return Optional.of(file);
        }
    }

    DesignerRobot(Path folder) throws Exception {
        FxToolkit.registerPrimaryStage();
        var checking =
                new Checking(
                        Catalog.load(folder.resolve("data").resolve("plugins")),
                        PlanOptions.of(folder.resolve("data")));
        mouse = WaitForAsyncUtils.asyncFx(Robot::new).get();
        window = WaitForAsyncUtils.asyncFx(() -> open(checking, folder)).get();
        WaitForAsyncUtils.waitForFxEvents();
    }

    private DesignerWindow open(Checking checking, Path folder) {
        var stage = new Stage();
        var opened =
                new DesignerWindow(
                        stage,
                        new FlowEditor(checking, Platform::runLater),
                        new LocalEngine(folder.resolve("data")),
                        choice,
                        folder,
                        Theme.LIGHT,
                        990,
                        960);
        stage.setX(0);
        stage.setY(0);
        opened.show();
        return opened;
    }

    DesignerWindow window() {
        return window;
    }

    FlowEditor editor() {
        return window.editor();
    }

    private FlowCanvas canvas() {
        return window.canvas();
    }

    /** Puts a flow on the screen that has no file yet. */
    void openUnsaved(String text) {
        robot.interact(
                () -> editor().open(Document.of(text, Layout.EMPTY), editor().file(), false));
        awaitCheck();
    }

    void edit(UnaryOperator<Document> change) {
        robot.interact(() -> editor().edit("Edit", change));
    }

    /** Shows the form of a processor. */
    void select(String processor) {
        robot.interact(() -> window.actions().select(Selection.of(processor)));
    }

    void watch(EngineClient server, String flow) {
        robot.interact(() -> window.run().watchServer(server, flow));
    }

    /** What the window does when it gets the focus again. */
    void comeBack() {
        robot.interact(window.files()::lookAgain);
    }

    /** What a label says. */
    String label(String id) {
        return ((Labeled) node(id)).getText();
    }

    /** Rows that the run has sent through a port. */
    long rowsOut(String processor, String port) {
        var counters = window.progress().counters().get(processor);
        return counters == null ? 0 : counters.rowsOut().getOrDefault(port, 0L);
    }

    /** The file that the next dialog answers with. */
    void nextFile(Path file) {
        choice.file = file;
    }

    void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    LIMIT_SECONDS,
                    TimeUnit.SECONDS,
                    () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
        } catch (TimeoutException e) {
            picture(Path.of("target", "not-in-time.png"));
            throw new AssertionError("not in time: " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** What the screen shows, for finding out why a test fails. */
    private void picture(Path file) {
        try {
            var image = WaitForAsyncUtils.asyncFx(() -> window.scene().snapshot(null)).get();
            ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
        } catch (Exception e) {
            throw new AssertionError("no picture of the screen", e);
        }
    }

    /** Waits until the last edit was checked. */
    void awaitCheck() {
        await("a check", editor()::isChecked);
    }

    Optional<Node> find(String id) {
        return robot.lookup((Node node) -> id.equals(node.getId())).queryAll().stream()
                .filter(Node::isVisible)
                .findFirst();
    }

    private Node node(String id) {
        await("a control " + id, () -> find(id).isPresent());
        return find(id).orElseThrow();
    }

    /** Brings a control into sight, as the wheel would. */
    private static void reveal(Node node) {
        for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof ScrollPane pane && pane.getContent() != null) {
                Bounds place =
                        pane.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
                double room =
                        pane.getContent().getBoundsInLocal().getHeight()
                                - pane.getViewportBounds().getHeight();
                if (room > 0) {
                    pane.setVvalue(Math.clamp((place.getMinY() - 40) / room, 0, 1));
                }
                pane.layout();
            }
        }
    }

    /** The mouse goes there at once: crossing the screen pixel by pixel takes seconds. */
    private void move(Point2D to) {
        onScreen(() -> mouse.mouseMove(to));
    }

    private void click(Point2D at) {
        move(at);
        onScreen(() -> mouse.mousePress(MouseButton.PRIMARY));
        onScreen(() -> mouse.mouseRelease(MouseButton.PRIMARY));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void drag(Point2D from, Point2D to) {
        move(from);
        onScreen(() -> mouse.mousePress(MouseButton.PRIMARY));
        for (int step = 1; step <= DRAG_STEPS; step++) {
            move(from.interpolate(to, (double) step / DRAG_STEPS));
        }
        onScreen(() -> mouse.mouseRelease(MouseButton.PRIMARY));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Waits for the check first, since what it finds moves the controls of the form. */
    void click(String id) {
        awaitCheck();
        var node = node(id);
        robot.interact(() -> reveal(node));
        Bounds place = node.localToScreen(node.getBoundsInLocal());
        click(new Point2D(place.getCenterX(), place.getCenterY()));
    }

    /**
     * Types into a field, in place of what it holds. Does so again, as a person would, if the form
     * moved away under the mouse because a check had just come to its end.
     */
    void type(String id, String text) {
        for (int attempt = 0; attempt < 5; attempt++) {
            click(id);
            if (isFocused(id)) {
                robot.push(KeyCode.CONTROL, KeyCode.A);
                write(text);
                return;
            }
            awaitCheck();
        }
        picture(Path.of("target", "not-typed.png"));
        throw new AssertionError(
                "cannot type into %s, the focus is in %s"
                        .formatted(id, window.scene().getFocusOwner()));
    }

    /** Whether a control has the focus, or is the text field of a list that has it. */
    private boolean isFocused(String id) {
        Node owner = window.scene().getFocusOwner();
        return find(id).map(node ->
                        isWithin(owner, node)
                                || (owner instanceof ComboBox<?> && isWithin(node, owner)))
                .orElse(false);
    }

    private static boolean isWithin(Node node, Node outer) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    /** Adds an entry to a setting that is a map. */
    void newEntry(String setting, String key, String value) {
        type("new-" + setting, key);
        press(KeyCode.ENTER);
        type("setting-" + setting + "." + key, value);
    }

    /** Adds an item to a setting that is a list. */
    void addItem(String setting, String value) {
        int before = items(setting);
        click("add-" + setting);
        type("setting-" + setting + "[" + before + "]", value);
    }

    private int items(String setting) {
        int count = 0;
        while (find("setting-" + setting + "[" + count + "]").isPresent()) {
            count++;
        }
        return count;
    }

    /** Chooses from a list of names. */
    void choose(String id, String name) {
        var box = (ComboBox<?>) node(id);
        click(id);
        int steps = box.getItems().indexOf(name) - box.getSelectionModel().getSelectedIndex();
        for (int i = 0; i < Math.abs(steps); i++) {
            press(steps > 0 ? KeyCode.DOWN : KeyCode.UP);
        }
        press(KeyCode.ENTER);
    }

    void write(String text) {
        onScreen(() -> {
            for (int i = 0; i < text.length(); i++) {
                Node focused = window.scene().getFocusOwner();
                focused.fireEvent(typed(text.substring(i, i + 1)));
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static KeyEvent typed(String letter) {
        return new KeyEvent(
                KeyEvent.KEY_TYPED, letter, "", KeyCode.UNDEFINED, false, false, false, false);
    }

    /** Does something on the screen's thread and waits only for that. */
    private static void onScreen(Runnable action) {
        try {
            WaitForAsyncUtils.asyncFx(action).get();
        } catch (Exception e) {
            throw new AssertionError("the screen's thread failed", e);
        }
    }

    void press(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Where a spot is on the screen; what is out of sight is brought into it first. */
    private Point2D screen(Spot... spots) {
        if (!isSeen(spots)) {
            press(KeyCode.CONTROL, KeyCode.DIGIT0);
        }
        for (int clicks = 0; clicks < 12 && !isSeen(spots); clicks++) {
            click("zoom-out");
        }
        return canvas().screenOf(spots[0]);
    }

    private boolean isSeen(Spot... spots) {
        var area = canvas().localToScreen(canvas().getLayoutBounds());
        for (Spot spot : spots) {
            Point2D at = canvas().screenOf(spot);
            boolean onTools = at.getX() > area.getMaxX() - 210 && at.getY() > area.getMaxY() - 60;
            if (onTools
                    || at.getX() < area.getMinX() + 8
                    || at.getY() < area.getMinY() + 8
                    || at.getX() > area.getMaxX() - 8
                    || at.getY() > area.getMaxY() - 8) {
                return false;
            }
        }
        return true;
    }

    private Graph.Node card(String key) {
        return editor().graph().node(key).orElseThrow(() -> new AssertionError("no card " + key));
    }

    /** Drags a processor from the palette so that the corner of its card is at a spot. */
    void dragFromPalette(String item, double x, double y) {
        var from = node("palette-" + item);
        robot.interact(() -> reveal(from));
        Point2D to = screen(new Spot(x, y));
        Bounds place = from.localToScreen(from.getBoundsInLocal());
        drag(new Point2D(place.getCenterX(), place.getCenterY()), to);
    }

    void clickCard(String key) {
        click(screen(card(key).spot().plus(100, 20)));
    }

    void dragCard(String key, double dx, double dy) {
        var start = card(key).spot().plus(100, 20);
        Spot end = start.plus(dx, dy);
        drag(screen(start, end), screen(end));
    }

    private Spot output(String key, String port) {
        var card = card(key);
        return CardShape.output(card, card.outputs().indexOf(port));
    }

    void drawWire(String from, String port, String to, String input) {
        var reader = card(to);
        Spot end = CardShape.input(reader, reader.inputs().indexOf(input));
        drag(screen(output(from, port), end), screen(end));
    }

    /** Drops a wire where nothing is. */
    void dropWire(String from, String port, double x, double y) {
        Spot end = new Spot(x, y);
        drag(screen(output(from, port), end), screen(end));
    }

    void clickPort(String key, String port) {
        click(screen(output(key, port)));
    }

    /** Renames what is selected. */
    void rename(String newKey) {
        press(KeyCode.F2);
        type("dialog-field", newKey);
        press(KeyCode.ENTER);
    }

    @Override
    public void close() {
        robot.interact(window::close);
    }
}
