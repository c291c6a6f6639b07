package dev.weir.designer.engine;

import dev.weir.core.plan.Plan;
import java.util.Optional;

/**
 * A flow that an engine is to work with.
 *
 * @param text of the flow file
 * @param plan present if the flow can run in this process
 * @param folder that relative paths start from on a server; there the flow has one of its own
 */
public record Work(String flow, String text, Optional<Plan> plan, Optional<String> folder) {

    /** The same, with relative paths starting from another folder of the server. */
    public Work in(Optional<String> other) {
        return new Work(flow, text, plan, other);
    }
}
