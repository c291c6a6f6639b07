package dev.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Maven wrapper and the launcher find a JDK which is new enough, whatever the default `java`
 * is.
 */
class JdkFinderTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    @Test
    void isCalledByTheWrapperForUnix() throws IOException {
        var wrapper = Files.readString(CHECKOUT.resolve("mvnw"));

        var prelude =
                wrapper.indexOf(
                        ". \"$(dirname \"$0\")/.mvn/find-jdk.sh\"\nfind_jdk 25 || exit 78\n");
        assertTrue(prelude > 0, "regenerating mvnw has dropped its prelude");
        assertTrue(prelude < wrapper.indexOf("set -euf"), "the prelude needs file name patterns");
    }

    @Test
    void isCalledByTheWrapperForWindows() throws IOException {
        var wrapper = Files.readString(CHECKOUT.resolve("mvnw.cmd"));

        var prelude = wrapper.indexOf("@CALL \"%~dp0.mvn\\find-jdk.cmd\" 25");
        assertTrue(prelude > 0, "regenerating mvnw.cmd has dropped its prelude");
        assertTrue(prelude < wrapper.indexOf("powershell"), "the prelude comes first");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void prefersJavaHomeIfThatIsNewEnough() throws Exception {
        var home = jdk("elsewhere", "99.0.1");
        jdk(".jdks/other", "99.0.1");

        assertEquals(new Found(0, home + "\n"), find(99, home));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesTheOldestSufficientOne() throws Exception {
        var old = jdk("elsewhere", "17.0.1");
        jdk(".jdks/a-newest", "101");
        var sufficient = jdk(".jdks/b-sufficient", "99-ea");
        jdk(".sdkman/candidates/java/98.0.2", "98.0.2");

        assertEquals(new Found(0, sufficient + "\n"), find(99, old));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesNoRuntimeWithoutACompiler() throws Exception {
        Files.delete(jdk(".jdks/runtime", "99").resolve("bin/javac"));

        assertEquals(1, find(99, folder).exit());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysWhatIsMissing() throws Exception {
        var found = find(99, folder);

        assertEquals(1, found.exit());
        assertTrue(
                found.text()
                        .startsWith(
                                "Weir needs a JDK of version 99 or newer, and none was found: JAVA_HOME is "
                                        + folder),
                found.text());
        assertTrue(found.text().contains("set JAVA_HOME"), found.text());
    }

    private record Found(int exit, String text) {}

    private Found find(int version, Path javaHome) throws IOException, InterruptedException {
        var script = ". \"$1/.mvn/find-jdk.sh\"; find_jdk \"$2\" && printf '%s\\n' \"$JAVA_HOME\"";
        var builder =
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                script,
                                "sh",
                                CHECKOUT.toString(),
                                Integer.toString(version))
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Found(process.waitFor(), text);
    }

    /** A folder which looks like a JDK. */
    private Path jdk(String name, String version) throws IOException {
        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (var command : new String[] {"java", "javac"}) {
            Files.createFile(home.resolve("bin").resolve(command)).toFile().setExecutable(true);
        }
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
