package dev.weir.designer.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.plan.PortRef;
import dev.weir.designer.engine.Progress.Counters;
import dev.weir.designer.engine.Progress.Note;
import dev.weir.designer.engine.Progress.State;
import dev.weir.designer.model.Graph;
import dev.weir.designer.model.Live;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** An engine on a server, reached over HTTP under {@code /api/v1}. */
public final class ServerEngine implements EngineClient {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final URI root;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /**
     * @param server such as {@code http://localhost:8460}
     * @param token that the server made at its first start
     * @throws EngineTrouble if the address cannot be one
     */
    public ServerEngine(String server, String token) throws EngineTrouble {
        this.token = token.strip();
        String address = server.strip().replaceFirst("/+$", "");
        try {
            root = URI.create(address + "/api/v1");
        } catch (IllegalArgumentException e) {
            throw new EngineTrouble("", "'%s' is not an address".formatted(server), e);
        }
        if (root.getHost() == null || !List.of("http", "https").contains(root.getScheme())) {
            throw new EngineTrouble(
                    "",
                    "'%s' is not an address of a server; write it like http://localhost:8460"
                            .formatted(server));
        }
    }

    @Override
    public String name() {
        return root.getHost() + (root.getPort() < 0 ? "" : ":" + root.getPort());
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    /** The server's version; fails if it cannot be reached or refuses the token. */
    public String version() throws EngineTrouble, InterruptedException {
        return get("/info").path("version").asText("unknown");
    }

    @Override
    public void deploy(Work work) throws EngineTrouble, InterruptedException {
        var body = JSON.createObjectNode().put("text", work.text());
        work.folder().ifPresent(folder -> body.put("folder", folder));
        send("PUT", flow(work.flow()), Optional.of(body));
    }

    @Override
    public void start(Work work, boolean fresh) throws EngineTrouble, InterruptedException {
        var body = JSON.createObjectNode().put("fresh", fresh);
        send("POST", flow(work.flow()) + "/start", Optional.of(body));
    }

    @Override
    public void stop(String flow) throws EngineTrouble, InterruptedException {
        send("POST", flow(flow) + "/stop", Optional.empty());
    }

    /** A server ends flows at checkpoints only. */
    @Override
    public void cancel(String flow) throws EngineTrouble, InterruptedException {
        stop(flow);
    }

    @Override
    public Progress progress(String flow) throws EngineTrouble, InterruptedException {
        return progress(get(flow(flow)));
    }

    static Progress progress(JsonNode flow) {
        var processors = new LinkedHashMap<String, Counters>();
        JsonNode report = flow.path("report");
        report.path("processors")
                .properties()
                .forEach(entry -> processors.put(entry.getKey(), counters(entry.getValue())));
        var loads = new LinkedHashMap<Graph.Wire, Live.Load>();
        for (JsonNode wire : flow.path("wires")) {
            var from = PortRef.parse(wire.path("from").asText());
            loads.put(
                    new Graph.Wire(
                            from.processor(),
                            from.port(),
                            wire.path("to").asText(),
                            wire.path("input").asText("input")),
                    new Live.Load(
                            wire.path("rows").asLong(),
                            wire.path("queuedRows").asLong(),
                            wire.path("full").asBoolean()));
        }
        var notes = new ArrayList<Note>();
        flow.path("bulletins").forEach(bulletin -> notes.add(note(bulletin)));
        return new Progress(
                state(flow.path("state").asText()),
                Optional.ofNullable(flow.path("message").textValue()),
                report.path("seconds").asDouble(),
                processors,
                loads,
                notes);
    }

    private static Counters counters(JsonNode now) {
        var rowsOut = new LinkedHashMap<String, Long>();
        now.path("rowsOut")
                .properties()
                .forEach(entry -> rowsOut.put(entry.getKey(), entry.getValue().asLong()));
        return new Counters(
                now.path("rowsIn").asLong(),
                rowsOut,
                now.path("rejected").asLong(),
                now.path("busySeconds").asDouble(),
                now.path("blockedSeconds").asDouble());
    }

    private static Note note(JsonNode bulletin) {
        Instant time;
        try {
            time = Instant.parse(bulletin.path("time").asText());
        } catch (DateTimeParseException e) {
            time = Instant.EPOCH; // shown without a time
        }
        return new Note(
                time,
                bulletin.path("severity").asText().toUpperCase(Locale.ROOT),
                bulletin.path("processor").asText(),
                bulletin.path("code").asText(),
                bulletin.path("message").asText());
    }

    private static State state(String word) {
        return switch (word) {
            case "starting" -> State.STARTING;
            case "running" -> State.RUNNING;
            case "waiting" -> State.WAITING;
            case "stopping" -> State.STOPPING;
            case "completed" -> State.COMPLETED;
            case "stopped" -> State.STOPPED;
            case "failed" -> State.FAILED;
            default -> State.NONE;
        };
    }

    @Override
    public RowTable rows(Work work, PortRef port, int rows)
            throws EngineTrouble, InterruptedException {
        JsonNode found =
                get(
                        flow(work.flow())
                                + "/processors/%s/ports/%s/preview?rows=%d"
                                        .formatted(
                                                encoded(port.processor()),
                                                encoded(port.port()),
                                                rows));
        var columns = new ArrayList<RowTable.Column>();
        for (JsonNode column : found.path("columns")) {
            columns.add(
                    new RowTable.Column(
                            column.path("name").asText(),
                            column.path("type").asText(),
                            column.path("sensitive").asBoolean()));
        }
        var values = new ArrayList<List<Optional<String>>>();
        found.path("rows").forEach(row -> values.add(RowTable.row(columns, row)));
        return new RowTable(columns, values, values.size() < rows);
    }

    private static String flow(String flow) {
        return "/flows/" + encoded(flow);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode get(String path) throws EngineTrouble, InterruptedException {
        return send("GET", path, Optional.empty());
    }

    private JsonNode send(String method, String path, Optional<JsonNode> body)
            throws EngineTrouble, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json");
        body.ifPresent(_ -> request.header("Content-Type", "application/json"));
        request.method(
                method,
                body.map(json -> BodyPublishers.ofString(json.toString()))
                        .orElse(BodyPublishers.noBody()));
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw refused(response);
            }
            return response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new EngineTrouble(
                    "", name() + " did not answer like a Weir server; is the address right?", e);
        } catch (IOException e) {
            throw new EngineTrouble("", "%s cannot be reached: %s".formatted(name(), reason(e)), e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank()
                ? "nobody listens there"
                : e.getMessage();
    }

    private EngineTrouble refused(HttpResponse<String> response) {
        if (response.statusCode() == 401) {
            return new EngineTrouble(
                    "", "%s refuses the token; it stands in server.token there".formatted(name()));
        }
        try {
            JsonNode problem = JSON.readTree(response.body());
            var lines = new StringJoiner("\n");
            String detail = problem.path("detail").asText(problem.path("title").asText());
            lines.add(detail.isBlank() ? "status " + response.statusCode() : detail);
            problem.path("problems")
                    .forEach(one ->
                            lines.add(
                                    one.path("path").asText()
                                            + ": "
                                            + one.path("message").asText()));
            String code = problem.path("problems").path(0).path("code").asText("");
            return new EngineTrouble(code, lines.toString());
        } catch (JsonProcessingException e) {
            return new EngineTrouble(
                    "", "%s answered with status %d".formatted(name(), response.statusCode()));
        }
    }

    @Override
    public void close() {
        client.shutdownNow(); // the screen must not wait for a server that does not answer
    }
}
