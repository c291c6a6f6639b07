package dev.weir.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TroubleTest {

    @Test
    void anErrorIsABugWithoutATrace() {
        var told = told(new StackOverflowError(), Map.of());

        assertEquals(70, told.code());
        assertEquals(
                "This is a bug in Weir: java.lang.StackOverflowError\n"
                        + "Set WEIR_DEBUG=1 to see where it happened.\n",
                told.err());
        assertTrue(
                told(new StackOverflowError(), Map.of("WEIR_DEBUG", "1")).err().contains("\tat "));
    }

    @Test
    void aNativeLibraryThatCannotBeLoadedIsTheMachinesConfiguration() {
        var unpacked =
                told(new ExceptionInInitializerError(new IOException("disk full")), Map.of());
        assertEquals(78, unpacked.code());
        assertTrue(unpacked.err().contains("disk full"), unpacked.err());
        var later = new NoClassDefFoundError("Could not initialize class org.duckdb.DuckDBNative");
        later.initCause(new ExceptionInInitializerError(new UnsatisfiedLinkError("not permitted")));
        var loaded = told(later, Map.of());
        assertEquals(78, loaded.code());
        assertTrue(loaded.err().contains("not permitted"), loaded.err());
        assertFalse(loaded.err().contains("\tat "), loaded.err());
    }

    @Test
    void filesAreNamed() {
        var told = told(new NoSuchFileException("a.pem"), Map.of());
        assertEquals(74, told.code());
        assertEquals("a.pem: there is no such file or folder\n", told.err());
    }

    private static Invocation told(Throwable thrown, Map<String, String> environment) {
        var err = new ByteArrayOutputStream();
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = Trouble.told(new Terminal(stream, stream, environment, false, false), thrown);
        return new Invocation(code, "", err.toString(StandardCharsets.UTF_8));
    }
}
