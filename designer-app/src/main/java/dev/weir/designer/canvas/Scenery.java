package dev.weir.designer.canvas;

import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Live;
import dev.weir.designer.model.Selection;
import java.util.Set;

/**
 * Everything a picture of the flow is made of.
 *
 * @param lifted processors that are being dragged and are drawn on the layer above
 */
record Scenery(
        Graph graph,
        Viewport view,
        Look look,
        Selection selection,
        Hit hover,
        Live live,
        Set<String> lifted) {}
