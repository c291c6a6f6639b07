package dev.weir.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerNamesTest {
    private static final List<String> OF_CERTIFICATE =
            List.of("weir.example", "*.flows.example", "203.0.113.7");

    @TempDir Path folder = Path.of("");

    @Test
    void aServerOnEveryAddressLetsTheNamesOfItsCertificateIn() throws Exception {
        var certificate =
                TestCertificate.make(
                        folder,
                        "weir",
                        "EC",
                        "dns:weir.example,dns:*.flows.example,ip:203.0.113.7");
        var options =
                new ServerOptions(
                        "0.0.0.0",
                        0,
                        List.of("proxy.example"),
                        Optional.of(certificate.tls()),
                        folder.resolve("data"));
        try (var server = WeirServer.start(options)) {
            for (String host :
                    List.of(
                            "weir.example",
                            "WEIR.example:" + server.port(),
                            "a.flows.example",
                            "203.0.113.7",
                            "proxy.example",
                            "localhost",
                            "127.0.0.1:" + server.port())) {
                assertEquals("HTTP/1.1 200 OK", status(server, host), host);
            }
            assertEquals("HTTP/1.1 403 Forbidden", status(server, "evil.example"));
            assertEquals("HTTP/1.1 403 Forbidden", status(server, "ignored.example"));
            assertEquals("https://proxy.example:" + server.port(), server.address());
        }
    }

    @Test
    void theAddressesOfTheMachineAreNamesOfAServerOnEveryAddress() throws Exception {
        var names = ServerNames.of("0.0.0.0", List.of(), OF_CERTIFICATE);
        for (var address :
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .toList()) {
            assertTrue(names.contains(address.getHostAddress()), address.toString());
        }
        assertTrue(names.contains("[::1]"));
        assertFalse(names.contains("198.51.100.9"));
        assertFalse(names.contains("0.0.0.0"));
    }

    @Test
    void aLoopbackServerIsKnownByLoopbackNamesOnly() throws Exception {
        var names = ServerNames.of("127.0.0.1", List.of(), List.of());
        for (String name : List.of("localhost", "LOCALHOST.", "127.0.0.1", "::1", "[::1]")) {
            assertTrue(names.contains(name), name);
        }
        for (String name : List.of("", "evil.example", "127.0.0.1.evil.example", "10.0.0.1")) {
            assertFalse(names.contains(name), name);
        }
    }

    @Test
    void aStarOfACertificateStandsForOneWord() throws Exception {
        var names = ServerNames.of("127.0.0.1", List.of(), OF_CERTIFICATE);
        assertTrue(names.contains("a.flows.example"));
        assertFalse(names.contains("flows.example"));
        assertFalse(names.contains("a.b.flows.example"));
        assertFalse(names.contains(".flows.example"));
        assertFalse(names.contains("*"));
        var everybody = ServerNames.of("127.0.0.1", List.of(), List.of("*.com", "*."));
        assertFalse(everybody.contains("evil.com"));
    }

    @Test
    void aNameIsAHostAndNothingMore() {
        for (String wrong :
                List.of("", "*", "*.example", "https://weir.example", "a:8460", "a b")) {
            var refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    new ServerOptions(
                                            "127.0.0.1",
                                            0,
                                            List.of(wrong),
                                            Optional.empty(),
                                            folder));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("--name '" + wrong + "'"),
                    refused.getMessage());
        }
    }

    /** The first line of the answer to a request that names a host. */
    private static String status(WeirServer server, String host) throws Exception {
        String token = Files.readString(server.token().file()).strip();
        try (Socket socket =
                trusting()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            String request =
                    "GET /api/v1/flows HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                            .formatted(host, token);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static SSLContext trusting() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        return context;
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
