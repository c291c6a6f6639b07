package dev.weir.core.run;

import dev.weir.api.Source;
import dev.weir.core.file.RunSettings;
import dev.weir.core.plan.FlowVersion;
import dev.weir.core.state.FlowFolder;

/** A flow that is to run, with all that its plan says about how. */
record FlowSetup(
        String name, Graph graph, FlowVersion version, RunSettings settings, FlowFolder folder) {

    boolean isStream() {
        return settings.mode() == RunSettings.Mode.STREAM;
    }

    /** Whether positions mean something to the next run, so that sinks append. */
    boolean outlivesRun() {
        return graph.nodes().stream()
                .anyMatch(node ->
                        node.processor() instanceof Source<?> source
                                && source.positionOutlivesRun());
    }
}
