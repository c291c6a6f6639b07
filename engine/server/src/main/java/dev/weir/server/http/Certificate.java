package dev.weir.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate of a server with its key: read once, and checked before the server listens, so
 * that a mistake is told at the start and not to the first client.
 *
 * @param names alternative names of the certificate, both DNS names and addresses
 * @param options the same for Vert.x
 */
record Certificate(List<String> names, KeyCertOptions options) {
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    /**
     * @throws IOException if one of the files cannot be read
     * @throws ServerRefused if they hold no certificate and the key that belongs to it
     */
    static Certificate read(Vertx vertx, ServerOptions.Tls files) throws IOException {
        byte[] chain = bytes(files.certificate());
        byte[] key = bytes(files.key());
        var certificate = certificate(chain, files.certificate());
        checkIsKey(key, files.key());
        var options =
                new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(chain))
                        .addKeyValue(Buffer.buffer(key));
        if (!belongs(privateKey(vertx, options, files), certificate)) {
            throw new ServerRefused(notTheKey(files));
        }
        return new Certificate(names(certificate, files.certificate()), options);
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(
                    file.toString(), null, "is a folder where a PEM file is needed");
        }
        return Files.readAllBytes(file);
    }

    /** The server's own certificate, which stands first in its chain. */
    private static X509Certificate certificate(byte[] chain, Path file) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var all = factory.generateCertificates(new ByteArrayInputStream(chain));
            for (var first : all) {
                return (X509Certificate) first;
            }
        } catch (CertificateException _) {
            // Said below: which byte of the file is no certificate helps nobody.
        }
        throw new ServerRefused(
                file + " holds no certificate in PEM; it begins with -----BEGIN CERTIFICATE-----");
    }

    private static void checkIsKey(byte[] key, Path file) {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")
                || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new ServerRefused(
                    file
                            + " is encrypted; write it without a password: openssl pkey -in IN -out OUT");
        }
        if (!text.contains("PRIVATE KEY-----")) {
            throw new ServerRefused(
                    file
                            + " holds no private key in PEM; it begins with -----BEGIN PRIVATE KEY-----");
        }
    }

    private static PrivateKey privateKey(
            Vertx vertx, PemKeyCertOptions options, ServerOptions.Tls files) {
        try {
            for (var manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    for (String kind : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS")) {
                        String[] aliases = keys.getServerAliases(kind, null);
                        if (aliases != null) {
                            return keys.getPrivateKey(aliases[0]);
                        }
                    }
                }
            }
        } catch (IllegalArgumentException _) {
            // The key store compares the kinds of certificate and key.
            throw new ServerRefused(notTheKey(files));
        } catch (Exception e) {
            throw new ServerRefused(
                    "%s holds no private key that can be used: %s"
                            .formatted(files.key(), e.getMessage()));
        }
        throw new ServerRefused(files.key() + " holds no private key that can be used");
    }

    /** Whether what the key signs holds before the certificate. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        try {
            String algorithm =
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    };
            byte[] words = {1, 2, 3};
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(words);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(words);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String notTheKey(ServerOptions.Tls files) {
        return "%s is not the private key of the certificate in %s"
                .formatted(files.key(), files.certificate());
    }

    private static List<String> names(X509Certificate certificate, Path file) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(names -> names.stream())
                    .filter(name -> List.of(DNS_NAME, ADDRESS).contains(name.get(0)))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateException e) {
            throw new ServerRefused(
                    "the names in %s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
