package dev.weir.designer.canvas;

import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Wire;
import dev.weir.designer.model.Live;
import java.util.HashSet;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Draws a flow. Zoomed out it draws boxes instead of cards and no labels, which is what keeps large
 * flows quick; what is out of sight is not drawn at all.
 */
final class Painter {

    /** Below this size cards become boxes. */
    static final double FAR = 0.3;

    /** Below this size cards show no more than sign, name and ports. */
    static final double NEAR = 0.65;

    private static final double GRID = 24;
    private static final double PAD = 24;

    private final Lettering lettering = new Lettering();
    private final CardPainter cards = new CardPainter(lettering);

    /** Draws all that is not lifted. */
    void paint(GraphicsContext g, Scenery scenery, double width, double height) {
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.setFill(scenery.look().ground());
        g.fillRect(0, 0, width, height);
        if (scenery.view().zoom() >= 0.6) {
            dots(g, scenery, width, height);
        }
        draw(g, scenery, width, height, false);
    }

    /** Draws what is lifted, on nothing. */
    void paintLifted(GraphicsContext g, Scenery scenery, double width, double height) {
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.clearRect(0, 0, width, height);
        if (!scenery.lifted().isEmpty()) {
            draw(g, scenery, width, height, true);
        }
    }

    private void dots(GraphicsContext g, Scenery scenery, double width, double height) {
        var view = scenery.view();
        double step = GRID * view.zoom();
        g.setFill(scenery.look().dots());
        double startX = ((view.left() % step) + step) % step;
        double startY = ((view.top() % step) + step) % step;
        for (double x = startX; x < width; x += step) {
            for (double y = startY; y < height; y += step) {
                g.fillRect(Math.rint(x), Math.rint(y), 1.5, 1.5);
            }
        }
    }

    private void draw(
            GraphicsContext g, Scenery scenery, double width, double height, boolean lifted) {
        var view = scenery.view();
        g.setTransform(view.zoom(), 0, 0, view.zoom(), view.left(), view.top());
        double minX = view.toWorldX(0) - PAD;
        double minY = view.toWorldY(0) - PAD;
        double maxX = view.toWorldX(width) + PAD;
        double maxY = view.toWorldY(height) + PAD;
        var wired = new HashSet<Live.Port>();
        var fed = new HashSet<Live.Port>();
        for (Wire wire : scenery.graph().wires()) {
            wired.add(new Live.Port(wire.from(), wire.port()));
            fed.add(new Live.Port(wire.to(), wire.input()));
            boolean up =
                    scenery.lifted().contains(wire.from()) || scenery.lifted().contains(wire.to());
            Curve curve = Hit.curve(scenery.graph(), wire);
            if (up == lifted && !curve.isOutside(minX, minY, maxX, maxY)) {
                wire(g, scenery, wire, curve);
            }
        }
        for (Node node : scenery.graph().nodes()) {
            boolean seen =
                    node.spot().x() < maxX
                            && node.spot().y() < maxY
                            && node.spot().x() + CardShape.WIDTH > minX
                            && node.spot().y() + CardShape.height(node) > minY;
            if (seen && scenery.lifted().contains(node.key()) == lifted) {
                cards.paint(g, scenery, node, wired, fed);
            }
        }
        if (view.zoom() >= FAR) {
            counts(g, scenery, lifted);
        }
    }

    private void wire(GraphicsContext g, Scenery scenery, Wire wire, Curve curve) {
        var look = scenery.look();
        boolean selected = scenery.selection().wire().filter(wire::equals).isPresent();
        boolean touched =
                scenery.hover() instanceof Hit.OnWire(Wire hovered) && hovered.equals(wire);
        Live.Load load = scenery.live().loads().get(wire);
        Color color = look.wire();
        if (selected || touched) {
            color = look.accent();
        } else if (load != null) {
            color = look.heat(load);
        }
        double thickness = selected ? 3 : load != null ? 2.5 : 2;
        g.setStroke(color);
        g.setLineWidth(
                scenery.view().zoom() < NEAR
                        ? thickness * 0.62 / scenery.view().zoom()
                        : thickness);
        stroke(g, curve);
    }

    static void stroke(GraphicsContext g, Curve curve) {
        g.beginPath();
        g.moveTo(curve.x1(), curve.y1());
        g.bezierCurveTo(
                curve.x1() + curve.reach(),
                curve.y1(),
                curve.x2() - curve.reach(),
                curve.y2(),
                curve.x2(),
                curve.y2());
        g.stroke();
    }

    /** Rows on the wires. */
    private void counts(GraphicsContext g, Scenery scenery, boolean lifted) {
        for (Wire wire : scenery.graph().wires()) {
            Live.Load load = scenery.live().loads().get(wire);
            boolean up =
                    scenery.lifted().contains(wire.from()) || scenery.lifted().contains(wire.to());
            if (load != null && up == lifted) {
                Curve curve = Hit.curve(scenery.graph(), wire);
                pill(
                        g,
                        scenery,
                        Live.count(load.rows()),
                        curve.x(0.5),
                        curve.y(0.5),
                        scenery.look().heat(load));
            }
        }
    }

    /** A label of the same size on the screen, however small the cards are. */
    private void pill(
            GraphicsContext g, Scenery scenery, String text, double x, double y, Color color) {
        double scale = Math.max(1, 0.85 / scenery.view().zoom());
        g.save();
        g.translate(x, y);
        g.scale(scale, scale);
        pill(g, scenery.look(), text, color);
        g.restore();
    }

    private void pill(GraphicsContext g, Look look, String text, Color color) {
        double width = lettering.width(text, Lettering.COUNT) + 14;
        double left = -width / 2;
        g.setFill(look.card());
        g.fillRoundRect(left, -9, width, 18, 18, 18);
        g.setStroke(color);
        g.setLineWidth(1);
        g.strokeRoundRect(left, -9, width, 18, 18, 18);
        g.setFont(Lettering.COUNT);
        g.setFill(look.text());
        g.fillText(text, left + 7, 4);
    }
}
