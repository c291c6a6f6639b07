package dev.weir.core.file;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
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

    /** Folder of the file, absolute. */
    public Path folder() {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }
}
