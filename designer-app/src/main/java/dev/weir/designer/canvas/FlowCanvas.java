package dev.weir.designer.canvas;

import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Live;
import dev.weir.designer.model.Selection;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * The drawing of a flow. A still layer shows everything that rests; a layer above it shows what is
 * dragged, so that a drag repaints only that. Shows what it is given and tells its listener what
 * the user does; it changes nothing itself.
 */
public final class FlowCanvas extends Region {

    private final Canvas still = new Canvas();
    private final Canvas moving = new Canvas();
    private final Painter painter = new Painter();
    private final OverlayPainter overlay = new OverlayPainter();
    private final Gestures gestures;

    private Graph graph = Graph.EMPTY;
    private Viewport view = Viewport.START;
    private Look look;
    private Selection selection = Selection.NONE;
    private Hit hover = Hit.NOTHING;
    private Live live = Live.NONE;
    private Set<String> lifted = Set.of();
    private boolean stillDirty = true;
    private boolean fitWanted;
    private Runnable onView = () -> {};

    public FlowCanvas(Look look, CanvasListener listener) {
        this.look = look;
        gestures = new Gestures(this, listener);
        setId("flow-canvas");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText("Flow");
        setMinSize(120, 120);
        still.setManaged(false);
        moving.setManaged(false);
        moving.setMouseTransparent(true);
        still.setMouseTransparent(true);
        getChildren().addAll(still, moving);
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        setPickOnBounds(true);
        widthProperty().addListener(_ -> repaint());
        heightProperty().addListener(_ -> repaint());
    }

    public Graph graph() {
        return graph;
    }

    public void show(Graph graph) {
        this.graph = graph;
        selection = selection.within(graph);
        repaint();
    }

    public void show(Live live) {
        if (!this.live.equals(live)) {
            this.live = live;
            repaint();
        }
    }

    public void show(Look look) {
        this.look = look;
        repaint();
    }

    public Selection selection() {
        return selection;
    }

    public void select(Selection selection) {
        this.selection = selection;
        repaint();
    }

    /** Called after each change of what part of the drawing is seen. */
    public void onView(Runnable action) {
        onView = action;
    }

    /** Shows the whole flow, as soon as there is room to do so. */
    public void fit() {
        if (getWidth() <= 0 || getHeight() <= 0) {
            fitWanted = true;
            requestLayout();
        } else {
            view(Viewport.fitting(graph, getWidth(), getHeight()));
        }
    }

    /** Brings a card into sight. */
    public void reveal(String key) {
        graph.node(key).ifPresent(node -> view(view.revealing(node, getWidth(), getHeight())));
    }

    public double zoom() {
        return view.zoom();
    }

    /** Zooms about the middle. */
    public void zoom(double wanted) {
        view(view.zoomedAt(getWidth() / 2, getHeight() / 2, wanted));
    }

    /** The spot of the drawing under a point of the screen, if that is on the canvas. */
    public Optional<Spot> spotAt(double screenX, double screenY) {
        Point2D local = screenToLocal(screenX, screenY);
        return local != null && getLayoutBounds().contains(local)
                ? Optional.of(view.toWorld(local.getX(), local.getY()))
                : Optional.empty();
    }

    /** Where a spot of the drawing is on the screen. */
    public Point2D screenOf(Spot spot) {
        return localToScreen(view.toScreenX(spot.x()), view.toScreenY(spot.y()));
    }

    /** The spot in the middle of what is seen. */
    public Spot middle() {
        return view.toWorld(getWidth() / 2, getHeight() / 2);
    }

    /** What is under a point of the screen. */
    public Hit hitAt(double screenX, double screenY) {
        Point2D local = screenToLocal(screenX, screenY);
        return hit(local.getX(), local.getY());
    }

    Hit hit(double x, double y) {
        return Hit.find(graph, view.toWorldX(x), view.toWorldY(y), Math.max(7, 9 / view.zoom()));
    }

    Viewport view() {
        return view;
    }

    void view(Viewport next) {
        view = next;
        repaint();
        onView.run();
    }

    void hover(Hit next) {
        if (!next.equals(hover)) {
            hover = next;
            repaint();
        }
    }

    void lift(Set<String> keys) {
        lifted = keys;
        repaint();
    }

    /** Shows cards in other places until the document says where they stand. */
    void showMoved(Graph moved) {
        graph = moved;
        requestLayout();
    }

    void repaint() {
        stillDirty = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = snapSizeX(getWidth());
        double height = snapSizeY(getHeight());
        if (width <= 0 || height <= 0) {
            return;
        }
        if (fitWanted) {
            fitWanted = false;
            view = Viewport.fitting(graph, width, height);
            onView.run();
        }
        if (still.getWidth() != width || still.getHeight() != height) {
            still.setWidth(width);
            still.setHeight(height);
            moving.setWidth(width);
            moving.setHeight(height);
            stillDirty = true;
        }
        var scenery = new Scenery(graph, view, look, selection, hover, live, lifted);
        if (stillDirty) {
            stillDirty = false;
            painter.paint(still.getGraphicsContext2D(), scenery, width, height);
        }
        painter.paintLifted(moving.getGraphicsContext2D(), scenery, width, height);
        overlay.paint(moving.getGraphicsContext2D(), scenery, gestures.now(), gestures.pointer());
    }
}
