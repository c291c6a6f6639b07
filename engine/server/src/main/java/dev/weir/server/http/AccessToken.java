package dev.weir.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that every request must carry; made at the first start and kept in a file. */
public final class AccessToken {
    private static final int BYTES = 32;

    private final String value;
    private final Path file;

    private AccessToken(String value, Path file) {
        this.value = value;
        this.file = file;
    }

    /** Reads the token of a data folder, or makes one that only the owner of the file can read. */
    public static AccessToken of(Path dataFolder) throws IOException {
        Files.createDirectories(dataFolder);
        Path file = dataFolder.resolve("server.token");
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            Path draft = Files.createTempFile(dataFolder, ".token", ".part", ownerOnly(dataFolder));
            Files.writeString(draft, made + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        String text = Files.readString(file).strip();
        if (text.length() < BYTES) {
            throw new IOException(
                    file
                            + " holds no token of at least "
                            + BYTES
                            + " characters; delete it to get one");
        }
        return new AccessToken(text, file);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    public Path file() {
        return file;
    }

    /** Whether this is the token; takes the same time whatever is wrong with it. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
