package dev.weir.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
    @TempDir Path folder = Path.of("");
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void tellsItsNames() throws Exception {
        var made = TestCertificate.make(folder, "weir", "RSA", "dns:Weir.example,ip:10.1.2.3");

        var read = Certificate.read(vertx, made.tls());

        assertEquals(List.of("Weir.example", "10.1.2.3"), read.names());
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws Exception {
        var made = TestCertificate.make(folder, "weir", "EC", "dns:weir.example");
        Path none = folder.resolve("nope.pem");

        var missing = assertThrows(NoSuchFileException.class, () -> read(none, made.key()));
        assertEquals(none.toString(), missing.getFile());
        assertThrows(NoSuchFileException.class, () -> read(made.certificate(), none));
        var noFile = assertThrows(FileSystemException.class, () -> read(folder, made.key()));
        assertEquals(folder.toString(), noFile.getFile());
    }

    @Test
    void whatIsNoCertificateOrNoKeyIsSaid() throws Exception {
        var made = TestCertificate.make(folder, "weir", "EC", "dns:weir.example");
        Path text = Files.writeString(folder.resolve("text.pem"), "hello\n");
        Path broken =
                Files.writeString(
                        folder.resolve("broken.pem"),
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Path encrypted =
                Files.writeString(
                        folder.resolve("encrypted.pem"),
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

        refused(text, made.key(), text + " holds no certificate in PEM");
        refused(made.key(), made.key(), made.key() + " holds no certificate in PEM");
        refused(made.certificate(), text, text + " holds no private key in PEM");
        refused(made.certificate(), made.certificate(), made.certificate() + " holds no private");
        refused(made.certificate(), broken, broken + " holds no private key that can be used");
        refused(made.certificate(), encrypted, encrypted + " is encrypted");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        var one = TestCertificate.make(folder, "one", "EC", "dns:weir.example");
        var two = TestCertificate.make(folder, "two", "EC", "dns:weir.example");
        var rsa = TestCertificate.make(folder, "rsa", "RSA", "dns:weir.example");

        refused(one.certificate(), two.key(), two.key() + " is not the private key of");
        refused(one.certificate(), rsa.key(), rsa.key() + " is not the private key of");
    }

    private void refused(Path certificate, Path key, String why) {
        var refused = assertThrows(ServerRefused.class, () -> read(certificate, key));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(why), refused.getMessage());
    }

    private void read(Path certificate, Path key) throws IOException {
        Certificate.read(vertx, new ServerOptions.Tls(certificate, key));
    }
}
