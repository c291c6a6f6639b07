package dev.weir.core.spec;

import dev.weir.core.problem.Problem;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of plugin zips. Only zips whose SHA-256 stands in {@code plugins.lock} beside them are
 * loaded, so that nothing runs which an operator has not accepted.
 */
public final class PluginFolder {

    /** Lists accepted plugins, a line each: {@code sha256 file}, as {@code sha256sum} writes it. */
    public static final String LOCK = "plugins.lock";

    private static final String CACHE = ".cache";

    private final Path folder;

    private PluginFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    public static PluginFolder at(Path folder) {
        return new PluginFolder(folder);
    }

    /** A plugin zip as it lies in the folder. */
    public record Installed(String file, String sha256, boolean accepted) {}

    /** An accepted plugin, ready to be asked. */
    record Opened(String name, PluginClassLoader loader) {}

    /** All zips of the folder, by name. */
    public List<Installed> list() throws IOException {
        var accepted = readLock();
        var found = new ArrayList<Installed>();
        for (Path zip : zips()) {
            String file = fileName(zip);
            String hash = PluginZip.sha256(zip);
            found.add(new Installed(file, hash, hash.equals(accepted.get(file))));
        }
        return found;
    }

    /**
     * Copies a zip into the folder, unless it lies there already, and accepts it as it is now.
     *
     * @throws IOException also if it is not a plugin
     */
    public Installed install(Path zip) throws IOException {
        Files.createDirectories(folder);
        Path target = folder.resolve(fileName(zip));
        String file = fileName(target);
        PluginZip.check(zip);
        if (!Files.exists(target) || !Files.isSameFile(zip, target)) {
            Path draft = folder.resolve("." + file + ".part");
            Files.copy(zip, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
        String hash = PluginZip.sha256(target);
        var accepted = readLock();
        accepted.put(file, hash);
        writeLock(accepted);
        return new Installed(file, hash, true);
    }

    /** Removes a zip and its acceptance; false if there was none. */
    public boolean remove(String file) throws IOException {
        var accepted = readLock();
        boolean known = accepted.remove(file) != null;
        if (known) {
            writeLock(accepted);
        }
        boolean plain = Path.of(file).getNameCount() == 1 && file.endsWith(".zip");
        return plain && Files.deleteIfExists(folder.resolve(file)) || known;
    }

    /** Opens what was accepted; what cannot be opened is told and left out. */
    List<Opened> open(List<Problem> problems) {
        var opened = new ArrayList<Opened>();
        try {
            var accepted = readLock();
            for (Path zip : zips()) {
                open(zip, accepted, problems).ifPresent(opened::add);
            }
        } catch (IOException e) {
            problems.add(problem("WEIR-2012", folder.toString(), "cannot be read: " + e));
        }
        return opened;
    }

    private Optional<Opened> open(
            Path zip, SortedMap<String, String> accepted, List<Problem> problems) {
        String file = fileName(zip);
        try {
            String hash = PluginZip.sha256(zip);
            if (!hash.equals(accepted.get(file))) {
                problems.add(
                        problem(
                                "WEIR-2013",
                                file,
                                "is not loaded: %s; if you trust it, run: weir plugin install %s"
                                        .formatted(
                                                accepted.containsKey(file)
                                                        ? "it has changed since it was accepted"
                                                        : "nobody has accepted it",
                                                zip)));
                return Optional.empty();
            }
            Path unpacked = PluginZip.unpack(zip, folder.resolve(CACHE).resolve(hash));
            var loader =
                    new PluginClassLoader(file, jars(unpacked), Catalog.class.getClassLoader());
            return Optional.of(new Opened(file, loader));
        } catch (IOException | RuntimeException e) {
            problems.add(
                    problem(
                            "WEIR-2012",
                            file,
                            "is a broken plugin and is left out: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private static List<URL> jars(Path unpacked) throws IOException {
        var jars = new ArrayList<URL>();
        try (Stream<Path> files = Files.walk(unpacked, 4)) {
            for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        if (jars.isEmpty()) {
            throw new IOException("there is no jar in it");
        }
        return jars;
    }

    private List<Path> zips() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> fileName(f).endsWith(".zip") && !fileName(f).startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private SortedMap<String, String> readLock() throws IOException {
        var accepted = new TreeMap<String, String>();
        Path lock = folder.resolve(LOCK);
        if (Files.isRegularFile(lock)) {
            for (String line : Files.readAllLines(lock)) {
                String[] parts = line.strip().split("\\s+", 2);
                if (parts.length == 2 && parts[0].matches("[0-9a-f]{64}")) {
                    accepted.put(parts[1], parts[0]);
                }
            }
        }
        return accepted;
    }

    private void writeLock(SortedMap<String, String> accepted) throws IOException {
        var text = new StringBuilder();
        accepted.forEach((file, hash) -> text.append(hash).append("  ").append(file).append('\n'));
        Path draft = folder.resolve("." + LOCK + ".part");
        Files.writeString(draft, text);
        Files.move(draft, folder.resolve(LOCK), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static Problem problem(String code, String path, String message) {
        return new Problem(Problem.Level.WARNING, code, Optional.empty(), path, message);
    }
}
