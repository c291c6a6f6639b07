package dev.weir.designer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The designer's program, in a process of its own. */
class MainTest {
    @TempDir Path folder = Path.of("");

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatThereIsNoDisplay() throws Exception {
        var ended = run("--data", folder.toString());

        assertEquals(78, ended.code(), ended.text());
        assertTrue(ended.text().contains("finds no display"), ended.text());
        assertTrue(ended.text().contains("--pictures DIR needs none"), ended.text());
        assertFalse(ended.text().contains("\tat "), ended.text());
    }

    @Test
    void namesAFolderThatCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        var ended = run("--pictures", file.resolve("below").toString());

        assertEquals(74, ended.code(), ended.text());
        assertTrue(ended.text().startsWith(file.toString()), ended.text());
    }

    @Test
    void helpExplainsTheOptions() throws Exception {
        var ended = run("--help");
        assertEquals(0, ended.code(), ended.text());
        assertTrue(ended.text().contains("needs no display"), ended.text());
    }

    private record Ended(int code, String text) {}

    private static Ended run(String... words) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("dev.weir.designer.Main");
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        var process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }
}
