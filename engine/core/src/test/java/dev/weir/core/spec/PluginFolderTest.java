package dev.weir.core.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.file.MapNode;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins as strangers build them: compiled here, zipped, with a library that we have too. */
final class PluginFolderTest {

    private static final Map<String, String> SOURCES =
            Map.of(
                    "com/example/Shout.java",
                    """
                    package com.example;
                    import dev.weir.api.*;
                    import java.util.List;
                    @Processor.Named("shout")
                    @Doc("Shouts.")
                    public record Shout(@Doc("Ports.") @Default("0") int ports) implements Transform {
                        public List<String> outputPorts() {
                            return List.of(org.yaml.snakeyaml.Yaml.version());
                        }
                        public Outputs outputSchemas(Inputs inputs, DesignContext context) {
                            return Outputs.none();
                        }
                        public TransformTask start(Context context) {
                            throw new UnsupportedOperationException();
                        }
                    }
                    """,
                    "com/example/ShoutPlugin.java",
                    """
                    package com.example;
                    import dev.weir.api.*;
                    import java.util.List;
                    public class ShoutPlugin implements Plugin {
                        public List<Class<? extends Processor>> processors() {
                            return List.of(Shout.class);
                        }
                    }
                    """,
                    "org/yaml/snakeyaml/Yaml.java",
                    """
                    package org.yaml.snakeyaml;
                    public class Yaml {
                        public static String version() {
                            try {
                                Class.forName("dev.weir.core.spec.Catalog");
                                return "sees the engine";
                            } catch (ClassNotFoundException e) {
                                return "the plugin's own";
                            }
                        }
                    }
                    """);

    @TempDir static Path built;
    @TempDir Path folder;

    @BeforeAll
    static void compile() throws IOException {
        var files = new java.util.ArrayList<String>();
        for (var source : SOURCES.entrySet()) {
            Path file = built.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            files.add(file.toString());
        }
        var arguments =
                new java.util.ArrayList<>(
                        List.of("-proc:none", "-d", built.resolve("classes").toString()));
        arguments.addAll(files);
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, result);
        var entries = new TreeMap<String, byte[]>();
        try (var classes = Files.walk(built.resolve("classes"))) {
            for (Path file : classes.filter(Files::isRegularFile).toList()) {
                entries.put(
                        built.resolve("classes").relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        }
        entries.put(
                "META-INF/services/dev.weir.api.Plugin",
                "com.example.ShoutPlugin\n".getBytes(UTF_8));
        zip(built.resolve("shout.jar"), entries);
        zip(
                built.resolve("shout.zip"),
                Map.of("shout-1/lib/shout.jar", Files.readAllBytes(built.resolve("shout.jar"))));
    }

    @Test
    void anAcceptedPluginIsLoadedWithItsOwnLibraries() throws IOException {
        var plugins = PluginFolder.at(folder);
        var installed = plugins.install(built.resolve("shout.zip"));
        assertEquals(List.of(installed), plugins.list());
        assertEquals(
                installed.sha256() + "  shout.zip\n",
                Files.readString(folder.resolve(PluginFolder.LOCK)));
        for (int i = 0; i < 2; i++) {
            var catalog = Catalog.load(folder);
            assertEquals(List.of(), catalog.problems());
            var spec = catalog.find("shout", true).orElseThrow();
            var empty = MapNode.empty(new Mark("x", 1, 1));
            var processor =
                    Binder.bind(spec, empty, BindScope.of(folder)).processor().orElseThrow();
            assertEquals(List.of("the plugin's own"), processor.outputPorts());
            assertEquals("shout.zip", spec.type().getClassLoader().getName());
            assertThrows(
                    ClassNotFoundException.class,
                    () -> spec.type().getClassLoader().loadClass("dev.weir.core.spec.Catalog"));
        }
    }

    @Test
    void whatNobodyAcceptedIsNotLoaded() throws IOException {
        Files.copy(built.resolve("shout.zip"), folder.resolve("shout.zip"));
        var catalog = Catalog.load(folder);
        assertTrue(catalog.find("shout", true).isEmpty());
        assertEquals(
                List.of(
                        "shout.zip: is not loaded: nobody has accepted it; if you trust it, run: weir"
                                + " plugin install "
                                + folder.resolve("shout.zip")),
                texts(catalog));
        assertEquals("WEIR-2013", catalog.problems().getFirst().code());
        var plugins = PluginFolder.at(folder);
        plugins.install(folder.resolve("shout.zip"));
        assertTrue(Catalog.load(folder).find("shout", true).isPresent());
        Files.write(
                folder.resolve("shout.zip"),
                new byte[] {0},
                java.nio.file.StandardOpenOption.APPEND);
        assertTrue(
                texts(Catalog.load(folder))
                        .getFirst()
                        .startsWith(
                                "shout.zip: is not loaded: it has changed since it was accepted"));
        assertFalse(plugins.list().getFirst().accepted());
        assertTrue(plugins.remove("shout.zip"));
        assertFalse(plugins.remove("shout.zip"));
        assertFalse(plugins.remove("../shout.zip"));
        assertEquals(List.of(), plugins.list());
    }

    @Test
    void aBrokenPluginIsLeftOutAndTheRestWorks() throws IOException {
        var plugins = PluginFolder.at(folder);
        plugins.install(built.resolve("shout.zip"));
        accept("garbage.zip", "this is not a zip".getBytes(UTF_8));
        zip(
                built.resolve("empty.jar"),
                Map.of(
                        "META-INF/services/dev.weir.api.Plugin",
                        "com.example.Gone\n".getBytes(UTF_8)));
        zip(
                built.resolve("gone.zip"),
                Map.of("lib/gone.jar", Files.readAllBytes(built.resolve("empty.jar"))));
        plugins.install(built.resolve("gone.zip"));
        var catalog = Catalog.load(folder);
        assertTrue(catalog.find("shout", true).isPresent());
        assertEquals(2, catalog.problems().size(), catalog.problems().toString());
        assertTrue(catalog.problems().stream().allMatch(p -> p.code().equals("WEIR-2012")));
    }

    @Test
    void aZipCannotWriteOutsideOfItsFolder() throws IOException {
        accept(
                "slip.zip",
                zipped(Map.of("a.jar", new byte[1], "../../../escaped.jar", new byte[1])));
        var catalog = Catalog.load(folder);
        assertEquals(
                List.of(
                        "slip.zip: is a broken plugin and is left out: it wants to write outside of"
                                + " its folder: ../../../escaped.jar"),
                texts(catalog));
        assertFalse(Files.exists(folder.resolve("escaped.jar")));
        assertFalse(Files.exists(folder.resolve("../escaped.jar")));
    }

    @Test
    void aZipCannotFillTheDisk() throws IOException {
        accept("bomb.zip", zipped(Map.of("a.jar", new byte[64 << 20])));
        assertEquals(
                List.of(
                        "bomb.zip: is a broken plugin and is left out: it unpacks to more than is"
                                + " reasonable"),
                texts(Catalog.load(folder)));
    }

    @Test
    void onlyAPluginCanBeInstalled() throws IOException {
        Path text = Files.writeString(folder.resolve("x.zip"), "text");
        assertThrows(IOException.class, () -> PluginFolder.at(folder).install(text));
        zip(folder.resolve("y.zip"), Map.of("readme.txt", new byte[1]));
        assertThrows(
                IOException.class, () -> PluginFolder.at(folder).install(folder.resolve("y.zip")));
        assertEquals(
                List.of(false, false),
                PluginFolder.at(folder).list().stream()
                        .map(PluginFolder.Installed::accepted)
                        .toList());
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        var catalog = Catalog.load(folder.resolve("none"));
        assertEquals(List.of(), catalog.problems());
        assertNotEquals(null, catalog.all());
    }

    private void accept(String file, byte[] content) throws IOException {
        Path zip = Files.write(folder.resolve(file), content);
        Path lock = folder.resolve(PluginFolder.LOCK);
        String before = Files.exists(lock) ? Files.readString(lock) : "";
        Files.writeString(lock, before + PluginZip.sha256(zip) + "  " + file + "\n");
    }

    private static List<String> texts(Catalog catalog) {
        return catalog.problems().stream().map(Problem::text).toList();
    }

    private byte[] zipped(Map<String, byte[]> entries) throws IOException {
        Path zip = Files.createTempFile(built, "made", ".zip");
        zip(zip, entries);
        return Files.readAllBytes(zip);
    }

    private static void zip(Path target, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                var zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }
}
