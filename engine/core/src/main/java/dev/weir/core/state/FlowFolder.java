package dev.weir.core.state;

import dev.weir.core.file.Flow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the state of one flow is kept, under the data folder: keyed by its name and the real path
 * of its file, so that two flows of one name do not meet.
 */
public record FlowFolder(Path root) {

    public static FlowFolder of(Path dataFolder, Flow flow) {
        return of(dataFolder, flow.name(), flow.file());
    }

    /** The folder of a flow that is known by name and file only. */
    public static FlowFolder of(Path dataFolder, String name, Path file) {
        var key = "%s-%s".formatted(name, fingerprint(realPath(file)));
        return new FlowFolder(dataFolder.toAbsolutePath().resolve("flows").resolve(key));
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path deadLetters() {
        return root.resolve("dead-letters");
    }

    public Path provenance() {
        return root.resolve("provenance");
    }

    /** Files that nobody needs when the flow does not run. */
    public Path temporary() {
        return root.resolve("temporary");
    }

    public Path lock() {
        return root.resolve("lock");
    }

    /** Which run is under way. */
    public Path run() {
        return root.resolve("run.json");
    }

    private static String realPath(Path file) {
        try {
            return file.toRealPath().toString();
        } catch (IOException e) {
            // A flow that was never saved has no real path; its name will do.
            return file.toAbsolutePath().normalize().toString();
        }
    }

    private static String fingerprint(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
