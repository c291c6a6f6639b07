package dev.weir.designer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnDiskTest {

    @TempDir Path folder;

    private static Document document(String name) {
        return Document.blank(name);
    }

    @Test
    void isEqualUntilSomebodyChangesAFile() throws Exception {
        Path file = folder.resolve("a.flow.yaml");
        assertEquals(OnDisk.NOTHING, OnDisk.read(file));

        var written = OnDisk.write(file, document("a"));
        assertEquals(written, OnDisk.read(file));
        assertEquals(Optional.of(document("a").text()), written.text());
        assertFalse(Files.exists(folder.resolve(".a.flow.yaml.part")));

        Files.writeString(file, "flow: b\n");
        assertNotEquals(written, OnDisk.read(file));
        Files.writeString(file, document("a").text());
        Files.writeString(Layout.fileOf(file), "{}");
        assertNotEquals(written, OnDisk.read(file));
    }

    @Test
    void aLinkStaysOne() throws Exception {
        Path real = Files.createDirectories(folder.resolve("real")).resolve("a.flow.yaml");
        Path link = folder.resolve("a.flow.yaml");
        Path dangling = folder.resolve("later.flow.yaml");
        Files.writeString(real, "old");
        try {
            Files.createSymbolicLink(link, Path.of("real", "a.flow.yaml"));
            Files.createSymbolicLink(dangling, Path.of("real", "later.flow.yaml"));
        } catch (IOException e) {
            assumeTrue(false, "links need a right on Windows");
        }

        OnDisk.write(link, document("a"));
        OnDisk.write(dangling, document("later"));

        assertTrue(Files.isSymbolicLink(link));
        assertEquals(document("a").text(), Files.readString(real));
        assertEquals(
                document("later").text(), Files.readString(folder.resolve("real/later.flow.yaml")));
    }

    @Test
    void theModeStays() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("a.flow.yaml");
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        OnDisk.write(file, document("a"));

        assertEquals(
                "rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void whatIsNoTextIsSaidToBeNone() throws Exception {
        Path file = folder.resolve("a.flow.yaml");
        Files.write(file, new byte[] {(byte) 0xff, 0x20});

        var failure = assertThrows(IOException.class, () -> OnDisk.read(file));

        assertTrue(String.valueOf(failure.getMessage()).endsWith("is not a text in UTF-8"));
    }
}
