package dev.weir.designer.model;

import dev.weir.designer.model.Graph.Node;
import dev.weir.designer.model.Graph.Spot;
import dev.weir.designer.model.Graph.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Arranges a graph from left to right in layers. Takes tenths of a second: call in the background.
 */
public final class AutoLayout {

    private static final double LAYER_GAP = 88;
    private static final double CARD_GAP = 32;

    private AutoLayout() {}

    /** A place on the grid for each processor; no two cards overlap. */
    public static Map<String, Spot> arrange(Graph graph) {
        LayoutMetaDataService.getInstance()
                .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, CARD_GAP);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, LAYER_GAP);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(40));
        var cards = new LinkedHashMap<String, ElkNode>();
        var ports = new LinkedHashMap<String, ElkPort>();
        for (Node node : graph.nodes()) {
            cards.put(node.key(), card(root, node, ports));
        }
        for (Wire wire : graph.wires()) {
            ElkPort from = ports.get(outputId(wire.from(), wire.port()));
            ElkPort to = ports.get(inputId(wire.to(), wire.input()));
            if (from != null && to != null) {
                ElkGraphUtil.createSimpleEdge(from, to);
            }
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        var spots = new LinkedHashMap<String, Spot>();
        cards.forEach((key, card) -> spots.put(key, new Spot(card.getX(), card.getY()).snapped()));
        return spots;
    }

    private static ElkNode card(ElkNode root, Node node, Map<String, ElkPort> ports) {
        ElkNode card = ElkGraphUtil.createNode(root);
        card.setDimensions(CardShape.WIDTH, CardShape.height(node));
        card.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        for (int i = 0; i < node.inputs().size(); i++) {
            ports.put(inputId(node.key(), node.inputs().get(i)), port(card, PortSide.WEST, 0, i));
        }
        for (int i = 0; i < node.outputs().size(); i++) {
            ports.put(
                    outputId(node.key(), node.outputs().get(i)),
                    port(card, PortSide.EAST, CardShape.WIDTH, i));
        }
        return card;
    }

    private static ElkPort port(ElkNode card, PortSide side, double x, int index) {
        ElkPort port = ElkGraphUtil.createPort(card);
        port.setProperty(LayeredOptions.PORT_SIDE, side);
        port.setLocation(x, CardShape.portY(index));
        return port;
    }

    private static String outputId(String key, String port) {
        return key + ">" + port;
    }

    private static String inputId(String key, String input) {
        return key + "<" + input;
    }
}
