package dev.weir.server.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    @TempDir Path folder = Path.of("");

    @Test
    void aQuietConnectionIsKeptOpenByPings() throws Exception {
        var vertx = Vertx.vertx();
        var pings = new Pings();
        try (var flows = DeployedFlows.open(folder);
                var client = HttpClient.newHttpClient()) {
            var router = Router.router(vertx);
            router.get("/events").handler(new Events(vertx, flows, Duration.ofMillis(20)));
            var http =
                    vertx.createHttpServer()
                            .requestHandler(router)
                            .listen(0, "127.0.0.1")
                            .await(1, TimeUnit.MINUTES);

            var uri = URI.create("ws://127.0.0.1:" + http.actualPort() + "/events");
            var socket =
                    client.newWebSocketBuilder().buildAsync(uri, pings).get(1, TimeUnit.MINUTES);

            assertTrue(pings.three.await(1, TimeUnit.MINUTES));
            socket.abort();
        } finally {
            vertx.close().await(1, TimeUnit.MINUTES);
        }
    }

    private static final class Pings implements WebSocket.Listener {
        private final CountDownLatch three = new CountDownLatch(3);

        @Override
        public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            three.countDown();
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
