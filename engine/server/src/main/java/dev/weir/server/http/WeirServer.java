package dev.weir.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.json.schema.JsonSchemaValidationException;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A running server. Closing it stops its flows at a checkpoint. */
public final class WeirServer implements AutoCloseable {
    static final String EVENTS_PROTOCOL = "weir.events";
    private static final Logger LOG = LoggerFactory.getLogger(WeirServer.class);
    private static final String BASE = "/api/v1";
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration PING = IDLE.dividedBy(4);

    private final Vertx vertx;
    private final HttpServer http;
    private final DeployedFlows flows;
    private final AccessToken token;
    private final String address;

    private WeirServer(
            Vertx vertx, HttpServer http, DeployedFlows flows, AccessToken token, String address) {
        this.vertx = vertx;
        this.http = http;
        this.flows = flows;
        this.token = token;
        this.address = address;
    }

    /**
     * Starts to listen; flows that were running when the last server ended are started again.
     *
     * @throws IOException if the address is taken, or a file or the data folder cannot be used
     * @throws ServerRefused if it would not be safe, or the certificate cannot be used
     */
    public static WeirServer start(ServerOptions options) throws IOException {
        var unsafe = options.unsafe();
        if (unsafe.isPresent()) {
            throw new ServerRefused(unsafe.get());
        }
        var vertx = Vertx.vertx();
        try {
            var certificate =
                    options.tls().isPresent()
                            ? Optional.of(Certificate.read(vertx, options.tls().get()))
                            : Optional.<Certificate>empty();
            return start(vertx, options, certificate);
        } catch (IOException | RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    private static WeirServer start(
            Vertx vertx, ServerOptions options, Optional<Certificate> certificate)
            throws IOException {
        var token = AccessToken.of(options.dataFolder());
        var flows = DeployedFlows.open(options.dataFolder());
        try {
            var named = certificate.map(Certificate::names).orElse(List.of());
            var names = ServerNames.of(options.host(), options.names(), named);
            var contract = await(OpenAPIContract.from(vertx, enforceable(contract())));
            var router = router(vertx, contract, flows, new Guard(token, names));
            var http = listen(vertx, options, certificate, router);
            flows.resume();
            String address =
                    "%s://%s:%d"
                            .formatted(
                                    certificate.isPresent() ? "https" : "http",
                                    names.shown(),
                                    http.actualPort());
            return new WeirServer(vertx, http, flows, token, address);
        } catch (IOException | RuntimeException e) {
            flows.close();
            throw e;
        }
    }

    public int port() {
        return http.actualPort();
    }

    /** Where clients find it, such as {@code https://weir.example:8460}. */
    public String address() {
        return address;
    }

    public AccessToken token() {
        return token;
    }

    @Override
    public void close() {
        try {
            await(http.close());
        } catch (IOException e) {
            LOG.warn("The HTTP server did not close cleanly: {}.", e.getMessage());
        }
        flows.close();
        try {
            await(vertx.close());
        } catch (IOException e) {
            LOG.warn("Vert.x did not close cleanly: {}.", e.getMessage());
        }
    }

    private static HttpServer listen(
            Vertx vertx, ServerOptions options, Optional<Certificate> certificate, Router router)
            throws IOException {
        var http = http(options);
        certificate.ifPresent(c -> http.setSsl(true).setKeyCertOptions(c.options()));
        try {
            return await(vertx.createHttpServer(http).requestHandler(router).listen());
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on %s:%d: %s; if something else listens there, choose another --port"
                            .formatted(options.host(), options.port(), e.getMessage()),
                    e);
        }
    }

    private static HttpServerOptions http(ServerOptions options) {
        return new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setIdleTimeout((int) IDLE.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(16 << 10)
                .setMaxWebSocketFrameSize(64 << 10)
                .setMaxWebSocketMessageSize(256 << 10)
                .setWebSocketSubProtocols(List.of(EVENTS_PROTOCOL));
    }

    private static Router router(
            Vertx vertx, OpenAPIContract contract, DeployedFlows flows, Guard guard)
            throws IOException {
        var builder = RouterBuilder.create(vertx, contract);
        new FlowResources(vertx, flows).bind(builder);
        builder.getRoutes().forEach(route -> route.setDoSecurity(false));
        String published = contract().encode();
        var router = Router.router(vertx);
        router.route().handler(guard);
        router.get(BASE + "/openapi.json").handler(request -> json(request, published));
        router.get(BASE + "/events").handler(new Events(vertx, flows, PING));
        router.route(BASE + "/*").subRouter(builder.createRouter());
        router.route().failureHandler(WeirServer::failed);
        router.route()
                .handler(request ->
                        request.fail(
                                new ApiProblem(
                                        404,
                                        "Not found",
                                        "there is nothing at "
                                                + request.request().path()
                                                + "; the API is described by "
                                                + BASE
                                                + "/openapi.json")));
        return router;
    }

    static void json(RoutingContext request, String json) {
        request.response().putHeader("Content-Type", "application/json").end(json);
    }

    private static void failed(RoutingContext request) {
        var problem = problem(request);
        if (!request.response().ended()) {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", "application/problem+json")
                    .end(problem.document());
        }
    }

    private static ApiProblem problem(RoutingContext request) {
        Throwable thrown = request.failure();
        Throwable failure =
                thrown instanceof HttpException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        if (failure == null || failure instanceof HttpException) {
            return switch (request.statusCode()) {
                case 404 -> new ApiProblem(404, "Not found", "there is nothing at this address");
                case 405 ->
                        new ApiProblem(
                                405, "Method not allowed", "this method is not offered here");
                case 413 -> new ApiProblem(413, "Content too large", "the body is too large");
                default ->
                        new ApiProblem(request.statusCode(), "Refused", "the request is refused");
            };
        }
        return switch (failure) {
            case ApiProblem problem -> problem;
            case IOException e -> {
                LOG.warn("A request to {} failed: {}.", request.request().path(), e.toString());
                yield new ApiProblem(500, "Input or output failed", String.valueOf(e.getMessage()));
            }
            case SchemaValidationException e ->
                    new ApiProblem(400, "Bad request", String.valueOf(e.getMessage()));
            case ValidatorException e ->
                    new ApiProblem(
                            e.type()
                                            == io.vertx.openapi.validation.ValidatorErrorType
                                                    .MISSING_OPERATION
                                    ? 404
                                    : 400,
                            "Bad request",
                            String.valueOf(e.getMessage()));
            case JsonSchemaValidationException e ->
                    new ApiProblem(400, "Bad request", String.valueOf(e.getMessage()));
            default -> {
                LOG.error("A request to {} failed.", request.request().path(), failure);
                yield new ApiProblem(
                        500, "Internal error", "this is a bug in Weir; the server's log says more");
            }
        };
    }

    private static JsonObject contract() throws IOException {
        try (InputStream in = WeirServer.class.getResourceAsStream("/openapi.yaml")) {
            Object tree =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(Objects.requireNonNull(in));
            return new JsonObject(new ObjectMapper().writeValueAsString(tree));
        }
    }

    /** The contract for Vert.x, which knows no problem documents; they are written by us alone. */
    private static JsonObject enforceable(JsonObject contract) {
        contract.getJsonObject("components")
                .getJsonObject("responses")
                .getJsonObject("Problem")
                .remove("content");
        return contract;
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
