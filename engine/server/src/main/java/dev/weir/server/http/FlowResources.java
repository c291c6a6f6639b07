package dev.weir.server.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.Batch;
import dev.weir.api.JsonRows;
import dev.weir.core.plan.PortRef;
import dev.weir.core.spec.ProcessorSpec;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The operations of the API. Each runs on a worker thread, for it touches disks and flows. */
final class FlowResources {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Vertx vertx;
    private final DeployedFlows flows;

    FlowResources(Vertx vertx, DeployedFlows flows) {
        this.vertx = vertx;
        this.flows = flows;
    }

    /** One operation: from a valid request to a JSON body, or null for none. */
    private interface Operation {
        Optional<JsonNode> answer(ValidatedRequest request) throws Exception;
    }

    void bind(RouterBuilder router) {
        bind(router, "info", _ -> info());
        bind(router, "processors", _ -> processors());
        bind(router, "validate", this::validate);
        bind(router, "flows", _ -> list());
        bind(router, "flow", request -> flow(flows.known(name(request))));
        bind(router, "text", this::text);
        bind(router, "deploy", this::deploy);
        bind(router, "remove", this::remove);
        bind(router, "start", this::start);
        bind(router, "stop", request -> flow(flows.stop(name(request))));
        bind(router, "deadLetters", this::deadLetters);
        bind(router, "preview", this::preview);
    }

    private void bind(RouterBuilder router, String operation, Operation handler) {
        requireNonNull(router.getRoute(operation), operation)
                .addHandler(request -> handle(request, handler));
    }

    private void handle(RoutingContext request, Operation handler) {
        ValidatedRequest valid =
                requireNonNull(request.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
        vertx.executeBlocking(() -> handler.answer(valid), false)
                .onSuccess(answer -> {
                    if (answer.isPresent()) {
                        WeirServer.json(request, answer.get().toString());
                    } else {
                        request.response().setStatusCode(204).end();
                    }
                })
                .onFailure(request::fail);
    }

    private Optional<JsonNode> info() throws IOException {
        return Optional.of(
                MAPPER.createObjectNode()
                        .put("version", dev.weir.server.command.WeirCommand.version())
                        .put("flows", flows.all().size()));
    }

    private Optional<JsonNode> processors() throws IOException {
        var list = MAPPER.createArrayNode();
        for (ProcessorSpec spec : flows.catalog().all()) {
            var node = list.addObject();
            node.put("type", spec.name())
                    .put("major", spec.major())
                    .put("role", spec.role().name().toLowerCase(Locale.ROOT))
                    .put("group", spec.group())
                    .put("doc", spec.doc())
                    .set("settings", MAPPER.readTree(spec.toJsonSchema()));
        }
        return Optional.of(list);
    }

    private Optional<JsonNode> validate(ValidatedRequest request) {
        var body = body(request);
        Path file = folder(body.getString("folder")).orElse(Path.of("")).resolve("flow.yaml");
        var checked = flows.check(body.getString("text"), file.toAbsolutePath());
        var node = MAPPER.createObjectNode();
        node.set("problems", ApiProblem.list(checked.problems()));
        var ports = node.putArray("ports");
        checked.planned()
                .ifPresent(planned ->
                        planned.schemas()
                                .forEach((port, schema) -> FlowJson.port(ports, port, schema)));
        return Optional.of(node);
    }

    private Optional<JsonNode> list() throws IOException {
        var list = MAPPER.createArrayNode();
        for (var known : flows.all()) {
            list.add(FlowJson.summary(known));
        }
        return Optional.of(list);
    }

    private static Optional<JsonNode> flow(DeployedFlows.Known known) throws IOException {
        return Optional.of(FlowJson.whole(known));
    }

    private Optional<JsonNode> text(ValidatedRequest request) throws IOException {
        var stored = flows.known(name(request)).stored();
        return Optional.of(
                MAPPER.createObjectNode()
                        .put("text", stored.text())
                        .put("folder", stored.base().toString()));
    }

    private Optional<JsonNode> deploy(ValidatedRequest request) throws IOException {
        var body = body(request);
        return flow(
                flows.deploy(
                        name(request), body.getString("text"), folder(body.getString("folder"))));
    }

    private Optional<JsonNode> remove(ValidatedRequest request) throws IOException {
        flows.remove(name(request));
        return Optional.empty();
    }

    private Optional<JsonNode> start(ValidatedRequest request) throws IOException {
        var body = request.getBody();
        boolean fresh = body != null && !body.isNull() && body(request).getBoolean("fresh", false);
        return flow(flows.start(name(request), fresh));
    }

    private Optional<JsonNode> deadLetters(ValidatedRequest request) throws IOException {
        ArrayNode list = MAPPER.createArrayNode();
        for (String letter : flows.deadLetters(name(request), number(request, "limit", 100))) {
            list.add(MAPPER.readTree(letter));
        }
        return Optional.of(list);
    }

    private Optional<JsonNode> preview(ValidatedRequest request)
            throws IOException, InterruptedException {
        var port = new PortRef(path(request, "processor"), path(request, "port"));
        int limit = number(request, "rows", 50);
        try (var rows = flows.preview(name(request), port, limit)) {
            ObjectNode node = MAPPER.createObjectNode();
            node.set("columns", FlowJson.columns(rows.schema()));
            ArrayNode list = node.putArray("rows");
            for (Batch batch : rows.batches()) {
                for (int row = 0; row < batch.rows() && list.size() < limit; row++) {
                    list.add(MAPPER.readTree(JsonRows.maskedObject(batch, row)));
                }
            }
            return Optional.of(node);
        }
    }

    /** The body, which the contract requires. */
    private static JsonObject body(ValidatedRequest request) {
        return requireNonNull(request.getBody().getJsonObject());
    }

    /** A parameter of the path, which the contract requires. */
    private static String path(ValidatedRequest request, String name) {
        return requireNonNull(
                requireNonNull(request.getPathParameters().get(name), name).getString());
    }

    private static String name(ValidatedRequest request) {
        return path(request, "flow");
    }

    private static int number(ValidatedRequest request, String name, int otherwise) {
        var parameter = request.getQuery().get(name);
        return parameter == null || parameter.isNull() || parameter.isEmpty()
                ? otherwise
                : requireNonNull(parameter.getInteger());
    }

    private static Optional<Path> folder(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Path folder = Path.of(text);
        if (!folder.isAbsolute() || !Files.isDirectory(folder)) {
            throw new ApiProblem(
                    422, "No such folder", "'%s' is not a folder of this server".formatted(text));
        }
        return Optional.of(folder.normalize());
    }
}
