package dev.weir.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Live events: twice a second, while something changes, one message with the state and counters of
 * each flow that changed. A client that does not read is not written to.
 */
final class Events implements Handler<RoutingContext> {
    private static final long PAUSE_MILLIS = 500;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Vertx vertx;
    private final DeployedFlows flows;
    private final Duration ping;

    /**
     * @param ping how often a connection is kept from being idle, for flows may be quiet for days
     */
    Events(Vertx vertx, DeployedFlows flows, Duration ping) {
        this.vertx = vertx;
        this.flows = flows;
        this.ping = ping;
    }

    @Override
    public void handle(RoutingContext request) {
        request.request()
                .toWebSocket()
                .onSuccess(this::follow)
                .onFailure(_ ->
                        request.fail(
                                new ApiProblem(
                                        426,
                                        "Upgrade required",
                                        "events come over a WebSocket only")));
    }

    private void follow(ServerWebSocket socket) {
        var last = new HashMap<String, String>();
        var busy = new AtomicBoolean();
        long timer =
                vertx.setPeriodic(
                        1,
                        PAUSE_MILLIS,
                        _ -> {
                            if (!socket.writeQueueFull() && busy.compareAndSet(false, true)) {
                                vertx.executeBlocking(() -> changes(last), false)
                                        .onSuccess(messages -> {
                                            if (!socket.isClosed()) {
                                                messages.forEach(socket::writeTextMessage);
                                            }
                                        })
                                        .onComplete(_ -> busy.set(false));
                            }
                        });
        long pinging = vertx.setPeriodic(ping.toMillis(), _ -> ping(socket));
        socket.closeHandler(_ -> {
            vertx.cancelTimer(timer);
            vertx.cancelTimer(pinging);
        });
    }

    private static void ping(ServerWebSocket socket) {
        if (!socket.isClosed() && !socket.writeQueueFull()) {
            socket.writePing(Buffer.buffer());
        }
    }

    /** What changed since the last look; only one look is under way at a time. */
    private List<String> changes(Map<String, String> last) throws IOException {
        var messages = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var known : flows.all()) {
            String name = known.stored().name();
            seen.add(name);
            var flow = FlowJson.whole(known);
            // Times go on while nothing happens: they alone are no news.
            var news = flow.deepCopy();
            if (news.get("report") instanceof ObjectNode report) {
                report.remove(List.of("seconds", "cpuSeconds", "peakMemoryBytes"));
            }
            String now = news.toString();
            if (!now.equals(last.put(name, now))) {
                var event = MAPPER.createObjectNode().put("event", "flow");
                messages.add(event.set("flow", flow).toString());
            }
        }
        for (String gone : last.keySet().stream().filter(name -> !seen.contains(name)).toList()) {
            last.remove(gone);
            messages.add(
                    MAPPER.createObjectNode().put("event", "removed").put("name", gone).toString());
        }
        return messages;
    }
}
