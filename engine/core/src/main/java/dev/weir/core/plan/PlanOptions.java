package dev.weir.core.plan;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a flow is planned with.
 *
 * @param parameters values given by the user; paths are relative to the working folder
 * @param environment of the project
 * @param dataFolder where the engine keeps its state
 */
public record PlanOptions(
        Map<String, String> parameters,
        Optional<String> environment,
        Path workingFolder,
        Path dataFolder) {
    public PlanOptions {
        parameters = Map.copyOf(parameters);
    }

    /** Nothing given. */
    public static PlanOptions of(Path dataFolder) {
        return new PlanOptions(
                Map.of(), Optional.empty(), Path.of("").toAbsolutePath(), dataFolder);
    }
}
