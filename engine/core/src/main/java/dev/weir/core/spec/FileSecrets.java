package dev.weir.core.spec;

import dev.weir.api.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets as files of a folder, as Docker and Kubernetes mount them; a last line break is ignored.
 */
public record FileSecrets(Path folder) implements SecretProvider {
    private static final long LONGEST = 64 << 10;

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Optional<Secret> find(String name) throws IOException {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
            return Optional.empty();
        }
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is longer than 64 KiB");
        }
        return Optional.of(new Secret(Files.readString(file).replaceFirst("\\R\\z", "")));
    }
}
