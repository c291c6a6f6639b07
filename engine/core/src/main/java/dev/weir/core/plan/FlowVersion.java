package dev.weir.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a flow is, for comparison: a record of plain values that can be kept as JSON.
 *
 * @param hash of everything that follows
 * @param processors hash of type, settings and wires by key
 * @param settings hash of what the flow itself says about running
 */
public record FlowVersion(String hash, Map<String, String> processors, String settings) {
    public FlowVersion {
        processors = Map.copyOf(processors);
    }

    /** What has changed since a former version, in sentences; empty if nothing has. */
    public List<String> changesSince(FlowVersion former) {
        var changes = new ArrayList<String>();
        if (!settings.equals(former.settings)) {
            changes.add("run.mode or run.delivery was changed");
        }
        new TreeMap<>(processors)
                .forEach((key, value) -> {
                    String before = former.processors.get(key);
                    if (before == null) {
                        changes.add("processor " + key + " is new");
                    } else if (!before.equals(value)) {
                        changes.add("processor " + key + " was changed");
                    }
                });
        new TreeMap<>(former.processors)
                .keySet().stream()
                        .filter(key -> !processors.containsKey(key))
                        .forEach(key -> changes.add("processor " + key + " was removed"));
        return changes;
    }
}
