package dev.weir.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that nobody signed but itself, and its key, as PEM files. */
record TestCertificate(Path certificate, Path key) {
    private static final char[] PASSWORD = "password".toCharArray();

    /** Makes one with names as keytool writes them: {@code dns:weir.example,ip:10.1.2.3}. */
    static TestCertificate make(Path folder, String file, String algorithm, String names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(file + ".p12");
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD),
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=ignored.example",
                                "-ext",
                                "san=" + names)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        var entries = KeyStore.getInstance(store.toFile(), PASSWORD);
        return new TestCertificate(
                write(
                        folder.resolve(file + ".pem"),
                        "CERTIFICATE",
                        entries.getCertificate("mykey").getEncoded()),
                write(
                        folder.resolve(file + ".key.pem"),
                        "PRIVATE KEY",
                        entries.getKey("mykey", PASSWORD).getEncoded()));
    }

    private static Path write(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }

    ServerOptions.Tls tls() {
        return new ServerOptions.Tls(certificate, key);
    }
}
