package dev.weir.designer.canvas;

import dev.weir.api.Processor;
import dev.weir.designer.model.CardShape;
import dev.weir.designer.model.Graph.Family;
import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Live;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws one card: icon, name, type, ports, problems, and how its time is spent. */
final class CardPainter {

    private static final double ROUND = 10;
    private static final double TILE = 30;
    private static final double TEXT_X = 52;
    private static final double DOT = 5;

    private final Lettering lettering;

    CardPainter(Lettering lettering) {
        this.lettering = lettering;
    }

    /** Whether a port carries rows that something was wrong with. */
    static boolean isForRefused(String port) {
        return port.equals(Processor.ERRORS) || port.equals(Processor.REJECTED);
    }

    void paint(
            GraphicsContext g,
            Scenery scenery,
            Node node,
            Set<Live.Port> wired,
            Set<Live.Port> fed) {
        boolean far = scenery.view().zoom() < Painter.FAR;
        body(g, scenery, node, far);
        if (far) {
            farContent(g, scenery, node);
            return;
        }
        if (scenery.view().zoom() < Painter.NEAR) {
            middleContent(g, scenery, node);
        } else {
            header(g, scenery, node);
        }
        ports(g, scenery, node, wired, fed);
    }

    /** Sign and name, as large as they need to be to be read. */
    private void middleContent(GraphicsContext g, Scenery scenery, Node node) {
        var look = scenery.look();
        double x = node.spot().x();
        double y = node.spot().y();
        double size = Math.min(26, 11.5 / scenery.view().zoom());
        Color color = look.of(node.family());
        var icon = ProcessorIcons.of(node.type(), node.family());
        g.setFont(ProcessorIcons.font(Math.rint(size * 1.3)));
        g.setFill(color);
        double middle = y + Math.min(CardShape.height(node) / 2, 30);
        g.fillText(ProcessorIcons.glyph(icon), x + 12, middle + size * 0.46);
        var font = new Font(Lettering.TITLE.getName(), size);
        double left = 20 + size * 1.4;
        g.setFont(font);
        g.setFill(look.text());
        g.fillText(
                lettering.fitted(node.key(), font, CardShape.WIDTH - left - 12),
                x + left,
                middle + size * 0.36);
        if (node.errors() > 0) {
            g.setFill(look.danger());
            g.fillOval(x + CardShape.WIDTH - 12, y - 12, 24, 24);
        }
        var activity = scenery.live().activities().get(node.key());
        if (activity != null) {
            activity(g, scenery, node, activity);
        }
    }

    private void body(GraphicsContext g, Scenery scenery, Node node, boolean far) {
        var look = scenery.look();
        double x = node.spot().x();
        double y = node.spot().y();
        double height = CardShape.height(node);
        boolean selected = scenery.selection().processors().contains(node.key());
        boolean touched =
                scenery.hover() instanceof Hit.OnCard(String key) && key.equals(node.key());
        if (!far) {
            g.setFill(Color.color(0, 0, 0, look.shadow()));
            g.fillRoundRect(x - 1, y + 1, CardShape.WIDTH + 2, height + 2, ROUND, ROUND);
            g.fillRoundRect(x, y + 3, CardShape.WIDTH, height + 1, ROUND, ROUND);
        }
        if (selected) {
            g.setFill(Look.faint(look.accent(), 0.22));
            g.fillRoundRect(x - 4, y - 4, CardShape.WIDTH + 8, height + 8, ROUND + 6, ROUND + 6);
        }
        g.setFill(look.card());
        g.fillRoundRect(x, y, CardShape.WIDTH, height, ROUND, ROUND);
        Color edge = look.border();
        if (node.errors() > 0) {
            edge = look.danger();
        }
        if (touched) {
            edge = look.muted();
        }
        if (selected) {
            edge = look.accent();
        }
        g.setStroke(edge);
        g.setLineWidth(selected ? 1.75 : far ? 2 : 1);
        g.strokeRoundRect(x, y, CardShape.WIDTH, height, ROUND, ROUND);
    }

    private void farContent(GraphicsContext g, Scenery scenery, Node node) {
        var look = scenery.look();
        double x = node.spot().x();
        double y = node.spot().y();
        g.setFill(look.of(node.family()));
        g.fillRoundRect(x, y, 12, CardShape.height(node), ROUND, ROUND);
        if (scenery.view().zoom() >= 0.2) {
            double size = Math.min(44, 11 / scenery.view().zoom());
            var font = new Font(Lettering.TITLE.getName(), size);
            g.setFont(font);
            g.setFill(look.text());
            g.fillText(
                    lettering.fitted(node.key(), font, CardShape.WIDTH - 34), x + 24, y + 8 + size);
        }
        if (node.errors() > 0) {
            g.setFill(look.danger());
            g.fillOval(x + CardShape.WIDTH - 16, y - 16, 32, 32);
        }
    }

    private void header(GraphicsContext g, Scenery scenery, Node node) {
        var look = scenery.look();
        double x = node.spot().x();
        double y = node.spot().y();
        Color color = look.of(node.family());
        g.setFill(Look.faint(color, 0.15));
        g.fillRoundRect(x + 11, y + 10, TILE, TILE, 8, 8);
        var icon = ProcessorIcons.of(node.type(), node.family());
        g.setFont(ProcessorIcons.font(18));
        g.setFill(color);
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(ProcessorIcons.glyph(icon), x + 11 + TILE / 2, y + 32);
        g.setTextAlign(TextAlignment.LEFT);
        int badges = node.errors() + node.warnings() > 0 ? 24 : 0;
        double room = CardShape.WIDTH - TEXT_X - 12 - badges;
        g.setFont(Lettering.TITLE);
        g.setFill(look.text());
        g.fillText(lettering.fitted(node.key(), Lettering.TITLE, room), x + TEXT_X, y + 22);
        g.setFont(Lettering.SMALL);
        g.setFill(node.family() == Family.UNKNOWN ? look.danger() : look.muted());
        g.fillText(lettering.fitted(node.type(), Lettering.SMALL, room), x + TEXT_X, y + 38);
        if (badges > 0) {
            badge(g, scenery, node);
        }
        var activity = scenery.live().activities().get(node.key());
        if (activity != null) {
            activity(g, scenery, node, activity);
        }
    }

    private void badge(GraphicsContext g, Scenery scenery, Node node) {
        boolean wrong = node.errors() > 0;
        double x = node.spot().x() + CardShape.WIDTH - 30;
        double y = node.spot().y() + 10;
        g.setFill(wrong ? scenery.look().danger() : scenery.look().warning());
        g.fillOval(x, y, 18, 18);
        g.setFill(scenery.look().card());
        g.setFont(Lettering.COUNT);
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(wrong ? String.valueOf(node.errors()) : "!", x + 9, y + 13);
        g.setTextAlign(TextAlignment.LEFT);
    }

    /** A bar along the lower edge of the header. */
    private void activity(GraphicsContext g, Scenery scenery, Node node, Live.Activity activity) {
        var look = scenery.look();
        Color color =
                switch (activity) {
                    case BUSY -> look.accent();
                    case BLOCKED -> look.warning();
                    case IDLE -> look.border();
                    case ENDED -> look.success();
                    case FAILED -> look.danger();
                };
        g.setFill(color);
        boolean near = scenery.view().zoom() >= Painter.NEAR;
        double y = near ? 45 : CardShape.height(node) - 7;
        double height = near ? 3 : 5;
        g.fillRoundRect(
                node.spot().x() + 11,
                node.spot().y() + y,
                CardShape.WIDTH - 22,
                height,
                height,
                height);
    }

    private void ports(
            GraphicsContext g,
            Scenery scenery,
            Node node,
            Set<Live.Port> wired,
            Set<Live.Port> fed) {
        double room =
                (CardShape.WIDTH - 40)
                        / (node.inputs().isEmpty() || node.outputs().isEmpty() ? 1 : 2);
        for (int i = 0; i < node.inputs().size(); i++) {
            String name = node.inputs().get(i);
            Spot at = CardShape.input(node, i);
            boolean used = fed.contains(new Live.Port(node.key(), name));
            boolean touched = scenery.hover().equals(new Hit.OnInput(node.key(), name));
            dot(g, scenery, at, scenery.look().wire(), used, touched);
            label(g, scenery, name, at.x() + 13, at.y(), room, TextAlignment.LEFT);
        }
        for (int i = 0; i < node.outputs().size(); i++) {
            String name = node.outputs().get(i);
            Spot at = CardShape.output(node, i);
            boolean used = wired.contains(new Live.Port(node.key(), name));
            boolean touched = scenery.hover().equals(new Hit.OnOutput(node.key(), name));
            Color color =
                    isForRefused(name) ? scenery.look().danger() : scenery.look().of(node.family());
            dot(g, scenery, at, color, used, touched);
            long rows =
                    used
                            ? 0
                            : scenery.live()
                                    .rows()
                                    .getOrDefault(new Live.Port(node.key(), name), 0L);
            if (rows > 0) {
                unread(g, scenery, name, rows, at);
            } else {
                label(g, scenery, name, at.x() - 13, at.y(), room, TextAlignment.RIGHT);
            }
        }
    }

    /** How many rows left by an output that nobody reads. */
    private void unread(GraphicsContext g, Scenery scenery, String name, long rows, Spot at) {
        var look = scenery.look();
        boolean near = scenery.view().zoom() >= Painter.NEAR;
        double size = near ? 11 : Math.min(20, 9.5 / scenery.view().zoom());
        g.setFont(new Font(Lettering.COUNT.getName(), size));
        g.setFill(isForRefused(name) ? look.danger() : look.text());
        g.setTextAlign(TextAlignment.RIGHT);
        String text = near ? name + "  " + Live.count(rows) : Live.count(rows);
        g.fillText(text, at.x() - 13, at.y() + size * 0.36);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private void label(
            GraphicsContext g,
            Scenery scenery,
            String name,
            double x,
            double y,
            double room,
            TextAlignment alignment) {
        if (scenery.view().zoom() < Painter.NEAR) {
            return;
        }
        g.setFont(Lettering.SMALL);
        g.setFill(scenery.look().muted());
        g.setTextAlign(alignment);
        g.fillText(lettering.fitted(name, Lettering.SMALL, room), x, y + 4);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private static void dot(
            GraphicsContext g,
            Scenery scenery,
            Spot at,
            Color color,
            boolean used,
            boolean touched) {
        if (touched) {
            g.setFill(Look.faint(color, 0.3));
            g.fillOval(at.x() - DOT - 4, at.y() - DOT - 4, 2 * DOT + 8, 2 * DOT + 8);
        }
        g.setFill(used || touched ? color : scenery.look().card());
        g.fillOval(at.x() - DOT, at.y() - DOT, 2 * DOT, 2 * DOT);
        g.setStroke(color);
        g.setLineWidth(1.5);
        g.strokeOval(at.x() - DOT, at.y() - DOT, 2 * DOT, 2 * DOT);
    }
}
