package dev.weir.core.spec;

import dev.weir.core.file.MapNode;
import dev.weir.core.file.ScalarNode;
import dev.weir.core.problem.Mark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What settings may refer to.
 *
 * @param folder to which paths are relative
 * @param parameters values of {@code ${param:x}}; paths among them are absolute already
 * @param environment values of {@code ${env:X}}
 * @param secrets values of {@code ${secret:x}}, asked in this order
 * @param connections settings of the project's connections
 * @param connectionTypes kinds of connections by name
 */
public record BindScope(
        Path folder,
        Map<String, String> parameters,
        Function<String, @Nullable String> environment,
        List<SecretProvider> secrets,
        Map<String, MapNode> connections,
        Map<String, ConnectionSpec> connectionTypes) {

    /** A scope with nothing but a folder, and the environment of this process. */
    public static BindScope of(Path folder) {
        return new BindScope(folder, Map.of(), System::getenv, List.of(), Map.of(), Map.of());
    }

    /**
     * Where a character of a setting's value stands in the file, which knows {@code ${…}} where the
     * processor sees what it stands for.
     */
    public Mark markAt(ScalarNode setting, int offset) {
        return setting.markAt(Interpolation.of(setting.raw(), this).sourceOffset(offset));
    }

    /**
     * A setting's text as the processor sees it, for comparison: secrets and variables stay names.
     */
    public String canonical(String raw) {
        var names = new BindScope(folder, parameters, _ -> "", List.of(), Map.of(), Map.of());
        return raw.contains("${secret:") || raw.contains("${env:")
                ? raw
                : Interpolation.of(raw, names).text();
    }
}
