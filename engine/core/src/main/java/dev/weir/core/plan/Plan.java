package dev.weir.core.plan;

import dev.weir.core.file.Flow;
import java.util.List;
import java.util.Map;

/**
 * A flow that can run.
 *
 * @param nodes so that each comes after those that it reads
 * @param unread outputs that no wire reads: rows of {@code errors} and {@code rejected} go to the
 *     dead letters, other rows are counted and discarded
 * @param parameters values that were used
 */
public record Plan(
        Flow flow,
        List<PlannedNode> nodes,
        List<PlannedWire> wires,
        List<PortRef> unread,
        FlowVersion version,
        Map<String, String> parameters) {
    public Plan {
        nodes = List.copyOf(nodes);
        wires = List.copyOf(wires);
        unread = List.copyOf(unread);
        parameters = Map.copyOf(parameters);
    }

    public PlannedNode node(String key) {
        return nodes.stream()
                .filter(node -> node.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no processor " + key));
    }
}
