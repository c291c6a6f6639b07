package dev.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample as a user runs it, with the flow killed five times, in the large transaction too. */
class ChinookCdcTest {
    private static final Path SAMPLE = Weir.sample("chinook-cdc");

    @TempDir private Path folder;

    @Test
    void hasNoProblems() {
        Weir.succeed("check", SAMPLE.resolve("chinook-cdc.flow.yaml"), "--data", folder);
    }

    @Test
    void losesNoChangeAndDoublesNoneWhenItIsKilled() throws Exception {
        Path log = folder.resolve("log");
        var demo =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertTrue(demo.waitFor(5, TimeUnit.MINUTES), () -> "still running: " + read(log));
        } finally {
            demo.descendants().forEach(ProcessHandle::destroy);
            demo.destroy();
        }
        String text = read(log);
        System.out.println(text);
        assertEquals(0, demo.exitValue(), text);
        assertTrue(text.contains("Killed with kill -9 in the large transaction"), text);
        assertTrue(text.contains("The flow was killed 5 times"), text);
        assertTrue(text.contains("Every change came exactly once"), text);
    }

    private List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        var command =
                new ArrayList<>(
                        List.of(
                                java,
                                "-cp",
                                SAMPLE + System.getProperty("path.separator") + classPath,
                                SAMPLE.resolve("ChinookDemo.java").toString(),
                                "--folder",
                                SAMPLE.toString(),
                                "--kills",
                                "5",
                                "--seed",
                                "11",
                                "--transactions",
                                "200",
                                "--out",
                                folder.resolve("out").toString(),
                                "--weir",
                                java));
        command.addAll(
                List.of(
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-cp",
                        classPath,
                        "dev.weir.server.Main"));
        return command;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
