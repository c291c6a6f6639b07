package dev.weir.core.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks the zip of a plugin without trusting what it says. */
final class PluginZip {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 2L << 30;
    private static final long MOST_RATIO = 200;

    private PluginZip() {}

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails if it is not a zip with a jar in it. */
    static void check(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            if (file.stream().noneMatch(entry -> entry.getName().endsWith(".jar"))) {
                throw new IOException(zip + " is not a plugin: there is no jar in it");
            }
        }
    }

    /** Unpacks into a folder, all or nothing; a folder that is there already is taken as it is. */
    static Path unpack(Path zip, Path target) throws IOException {
        if (Files.isDirectory(target)) {
            return target;
        }
        Path parent = target.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path draft = Files.createTempDirectory(parent, "unpacking-");
        try {
            fill(zip, draft);
            move(draft, target);
        } finally {
            delete(draft);
        }
        return target;
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            // Another process has unpacked the same bytes meanwhile.
        }
    }

    private static void fill(Path zip, Path folder) throws IOException {
        long limit = Math.min(MOST_BYTES, Math.max(1 << 20, Files.size(zip) * MOST_RATIO));
        long written = 0;
        int count = 0;
        try (var file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (++count > MOST_ENTRIES) {
                    throw new IOException("it has more than " + MOST_ENTRIES + " files");
                }
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException(
                            "it wants to write outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    written += copy(file, entry, path, limit - written);
                }
            }
        }
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path path, long limit)
            throws IOException {
        long written = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                written += n;
                if (written > limit) {
                    throw new IOException("it unpacks to more than is reasonable");
                }
                out.write(buffer, 0, n);
            }
        }
        return written;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
