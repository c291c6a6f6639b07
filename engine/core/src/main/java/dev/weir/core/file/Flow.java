package dev.weir.core.file;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A flow as its file says it, not yet checked against processors.
 *
 * @param processors by key, in the order of the file
 * @param tests by name, in the order of the file
 * @param file where it stands; relative settings are relative to its folder
 */
public record Flow(
        String name,
        String title,
        String owner,
        List<String> tags,
        Map<String, Parameter> parameters,
        RunSettings run,
        Optional<Schedule> schedule,
        Map<String, Node> processors,
        Map<String, FlowTest> tests,
        Path file) {

    public Flow {
        tags = List.copyOf(tags);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        processors = Collections.unmodifiableMap(new LinkedHashMap<>(processors));
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    }

    /** The flow without what a processor does not read from, and without its tests. */
    public Flow before(String processor) {
        var kept = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>(List.of(processor));
        while (!open.isEmpty()) {
            String key = open.remove();
            Node node = processors.get(key);
            if (node != null && kept.add(key)) {
                node.inputs().values().stream()
                        .flatMap(List::stream)
                        .map(WireRef::processor)
                        .forEach(open::add);
            }
        }
        var before = new LinkedHashMap<>(processors);
        before.keySet().retainAll(kept);
        return new Flow(
                name, title, owner, tags, parameters, run, schedule, before, Map.of(), file);
    }

    /** Folder of the file, absolute. */
    public Path folder() {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }
}
