package dev.weir.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {
    @TempDir Path folder;

    /** Locks of the system belong to a process: closing the file once more would give them away. */
    @Test
    void aRefusedLockIsNotTakenFromItsHolder() throws Exception {
        Path file = folder.resolve("lock");
        var ours = assertInstanceOf(Disk.Locked.Ours.class, new LocalDisk().lock(file, "first"));

        assertEquals(new Disk.Locked.Theirs("first"), new LocalDisk().lock(file, "second"));
        assertEquals("theirs", ofAnotherProcess(file));

        ours.release();
        assertEquals("ours", ofAnotherProcess(file));
        assertInstanceOf(Disk.Locked.Ours.class, new LocalDisk().lock(file, "third")).release();
    }

    private static String ofAnotherProcess(Path file) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        var process =
                new ProcessBuilder(java, "-cp", classPath, Taker.class.getName(), file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = process.inputReader()) {
            var answer = output.readLine();
            process.waitFor();
            return String.valueOf(answer);
        }
    }

    /** Asks for a lock and tells whose it is. */
    static final class Taker {
        public static void main(String[] arguments) throws IOException {
            var lock = new LocalDisk().lock(Path.of(arguments[0]), "other");
            System.out.println(
                    switch (lock) {
                        case Disk.Locked.Ours _ -> "ours";
                        case Disk.Locked.Theirs _ -> "theirs";
                    });
        }
    }
}
