package dev.weir.core.file;

import dev.weir.core.problem.Mark;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A processor as the flow file says it.
 *
 * @param type name of the type, without {@code @major}
 * @param inputs wires by input; several wires into one input are merged
 * @param settings what is left for the processor itself
 * @param was former keys, whose state it takes over
 * @param mark where its key stands
 * @param body all that stands under the key, for marks
 */
public record Node(
        String key,
        String type,
        OptionalInt major,
        Map<String, List<WireRef>> inputs,
        MapNode settings,
        int parallel,
        List<String> was,
        Mark mark,
        MapNode body) {

    /** Keys of a processor that are not settings of its type. */
    public static final Set<String> RESERVED = Set.of("type", "from", "parallel", "was");

    public Node {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        was = List.copyOf(was);
    }

    public boolean hasInputs() {
        return !inputs.isEmpty();
    }

    /** Where a key of the processor stands, or the processor itself. */
    public Mark markOf(String key) {
        return body.entry(key).map(entry -> entry.value().mark()).orElse(mark);
    }
}
