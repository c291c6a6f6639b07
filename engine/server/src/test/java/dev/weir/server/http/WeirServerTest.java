package dev.weir.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeirServerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FLOW =
            """
            flow: orders
            format: 1
            processors:
              orders: {type: csv-files, path: orders.csv, columns: {id: int64, qty: int32}}
              large: {type: filter, from: orders, where: qty > 2}
              out: {type: jsonl-files, from: large, path: out.jsonl}
            """;

    @TempDir Path folder = Path.of("");
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // started before each test
    private WeirServer server;

    private String token = "";

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), "id,qty\n1,5\n2,1\n3,3\n");
        server =
                WeirServer.start(
                        new ServerOptions(
                                "127.0.0.1", 0, Optional.empty(), folder.resolve("data")));
        token = Files.readString(server.token().file()).strip();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void deploysRunsAndShowsAFlow() throws Exception {
        var deployed = send("PUT", "/flows/orders", body(FLOW));
        assertEquals(200, deployed.statusCode(), deployed.body());
        assertEquals("stopped", json(deployed).path("state").asText());

        var started = send("POST", "/flows/orders/start", "");
        assertEquals(200, started.statusCode(), started.body());

        var flow = awaitState("orders", "completed");
        assertEquals(
                2,
                flow.path("report").path("processors").path("out").path("rowsIn").asLong(),
                flow.toString());
        assertEquals(
                "{\"id\":1,\"qty\":5}\n{\"id\":3,\"qty\":3}\n",
                Files.readString(folder.resolve("out.jsonl")));
        var preview =
                json(send("GET", "/flows/orders/processors/large/ports/out/preview?rows=1", ""));
        assertEquals("{\"id\":1,\"qty\":5}", preview.path("rows").path(0).toString());
        assertEquals("int64", preview.path("columns").path(0).path("type").asText());
        assertEquals("[]", send("GET", "/flows/orders/deadletters", "").body());
        assertEquals(1, json(send("GET", "/flows", "")).size());
        assertEquals(FLOW, json(send("GET", "/flows/orders/text", "")).path("text").asText());
        assertEquals(204, send("DELETE", "/flows/orders", "").statusCode());
        assertEquals(404, send("GET", "/flows/orders", "").statusCode());
    }

    @Test
    void noVersionOfAFlowIsUsedTwice() throws Exception {
        assertEquals("1", json(send("PUT", "/flows/orders", body(FLOW))).path("version").asText());
        assertEquals("2", json(send("PUT", "/flows/orders", body(FLOW))).path("version").asText());
        send("DELETE", "/flows/orders", "");
        String other = FLOW.replace("qty > 2", "qty > 3");
        assertEquals("3", json(send("PUT", "/flows/orders", body(other))).path("version").asText());
    }

    @Test
    void tellsEveryProblemOfAFlow() throws Exception {
        String wrong =
                FLOW.replace("qty > 2", "qyt > 2").replace("type: csv-files", "type: csv-fils");
        var valid = json(send("POST", "/validate", body(wrong)));
        assertEquals(4, valid.path("problems").path(0).path("line").asInt(), valid.toString());

        var refused = send("PUT", "/flows/orders", body(wrong));
        assertEquals(422, refused.statusCode());
        assertEquals("application/problem+json", contentType(refused));
        assertTrue(json(refused).path("problems").size() >= 1, refused.body());
        assertEquals(0, json(send("GET", "/flows", "")).size());
    }

    @Test
    void validFlowsShowTheirColumns() throws Exception {
        var valid = json(send("POST", "/validate", body(FLOW)));

        valid.path("problems").forEach(p -> assertEquals("hint", p.path("level").asText()));
        assertTrue(valid.path("ports").toString().contains("\"large\""), valid.toString());
    }

    @Test
    void letsNobodyInWithoutTheToken() throws Exception {
        var none = client.send(request("/flows").build(), BodyHandlers.ofString());
        assertEquals(401, none.statusCode());
        assertEquals("application/problem+json", contentType(none));
        var wrong = request("/flows").header("Authorization", "Bearer " + "x".repeat(43)).build();
        assertEquals(401, client.send(wrong, BodyHandlers.ofString()).statusCode());
        var contract = client.send(request("/openapi.json").build(), BodyHandlers.ofString());
        assertEquals(401, contract.statusCode());
    }

    @Test
    void refusesForeignPages() throws Exception {
        var foreign = authorized("/flows").header("Origin", "https://evil.example").build();
        assertEquals(403, client.send(foreign, BodyHandlers.ofString()).statusCode());
        var own = authorized("/flows").header("Origin", "http://localhost:1").build();
        assertEquals(200, client.send(own, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void refusesForeignHostNames() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request =
                    "GET /api/v1/flows HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer %s\r\n"
                                    .formatted(token)
                            + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    @Test
    void enforcesItsContract() throws Exception {
        assertEquals(400, send("PUT", "/flows/orders", "{\"txt\": 1}").statusCode());
        assertEquals(400, send("PUT", "/flows/UPPER", body(FLOW)).statusCode());
        var many = send("GET", "/flows/orders/processors/a/ports/out/preview?rows=100000", "");
        assertEquals(400, many.statusCode());
        var nowhere = send("GET", "/nothing", "");
        assertEquals(404, nowhere.statusCode());
        assertEquals("application/problem+json", contentType(nowhere));
        var contract = json(send("GET", "/openapi.json", ""));
        assertEquals("3.1.0", contract.path("openapi").asText());
    }

    @Test
    void liveEventsFollowAFlow() throws Exception {
        var messages = new LinkedBlockingQueue<String>();
        var uri = URI.create("ws://127.0.0.1:" + server.port() + "/api/v1/events");
        var socket =
                client.newWebSocketBuilder()
                        .subprotocols("weir.events", "weir." + token)
                        .buildAsync(uri, new Collector(messages))
                        .get(2, TimeUnit.MINUTES);
        send("PUT", "/flows/orders", body(FLOW));
        send("POST", "/flows/orders/start", "{}");

        String last = "";
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!last.contains("\"completed\"") && System.nanoTime() < deadline) {
            String message = messages.poll(1, TimeUnit.SECONDS);
            last = message == null ? last : message;
        }
        assertTrue(last.contains("\"completed\""), last);
        socket.abort();
    }

    @Test
    void theTokenIsForItsOwnerOnly() throws IOException {
        var file = server.token().file();
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertEquals("***", server.token().toString());
    }

    @Test
    void flowsSurviveARestart() throws Exception {
        send("PUT", "/flows/orders", body(FLOW));
        server.close();
        start();

        assertEquals(1, json(send("GET", "/flows", "")).size());
        assertFalse(token.isEmpty());
    }

    @Test
    void aCompletedFlowIsNotRunAgainAfterARestart() throws Exception {
        send("PUT", "/flows/orders", body(FLOW));
        send("POST", "/flows/orders/start", "{}");
        awaitState("orders", "completed");
        Path running = folder.resolve("data/deployed/.running/orders");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (Files.exists(running) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        server.close();
        start();

        var flow = json(send("GET", "/flows/orders", ""));
        assertEquals("stopped", flow.path("state").asText(), flow.toString());
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var options =
                new ServerOptions(
                        "127.0.0.1", server.port(), Optional.empty(), folder.resolve("other"));
        var failure = assertThrows(IOException.class, () -> WeirServer.start(options));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("cannot listen on 127.0.0.1:" + server.port()), message);
    }

    @Test
    void aDataFolderHasOneServer() {
        var options = new ServerOptions("127.0.0.1", 0, Optional.empty(), folder.resolve("data"));
        var failure = assertThrows(ServerRefused.class, () -> WeirServer.start(options));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("is the data folder of another server"), message);
        assertTrue(message.contains("--data"), message);
    }

    private JsonNode awaitState(String flow, String state) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        JsonNode node = json(send("GET", "/flows/" + flow, ""));
        while (!node.path("state").asText().equals(state) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
            node = json(send("GET", "/flows/" + flow, ""));
        }
        assertEquals(state, node.path("state").asText(), node.toString());
        return node;
    }

    private String body(String text) {
        return MAPPER.createObjectNode()
                .put("text", text)
                .put("folder", folder.toString())
                .toString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path));
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = authorized(path).method(method, publisher);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(response.body());
    }

    private static String contentType(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static final class Collector implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> messages;
        private final StringBuilder part = new StringBuilder();

        Collector(LinkedBlockingQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
