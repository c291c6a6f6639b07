package dev.weir.server.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The one check that every request passes: it must name this server as its host, come from no
 * foreign page, and carry the token.
 */
final class Guard implements Handler<RoutingContext> {
    private static final String BEARER = "bearer ";
    private static final String PROTOCOL = "weir.";

    private final AccessToken token;
    private final ServerNames names;

    Guard(AccessToken token, ServerNames names) {
        this.token = token;
        this.names = names;
    }

    @Override
    public void handle(RoutingContext request) {
        var authority = request.request().authority();
        Optional<ApiProblem> refused =
                refusal(authority == null ? "" : authority.host(), request.request().headers());
        if (refused.isPresent()) {
            request.fail(refused.get());
        } else {
            request.next();
        }
    }

    /** Why a request is not let in. */
    private Optional<ApiProblem> refusal(String host, MultiMap headers) {
        if (!names.contains(host)) {
            return Optional.of(
                    new ApiProblem(
                            403,
                            "Forbidden",
                            "this server is not known as '%s'; if it should be, start it with --name"
                                    .formatted(host)));
        }
        String origin = headers.get("Origin");
        if (origin != null && !isOwn(origin)) {
            return Optional.of(
                    new ApiProblem(
                            403, "Forbidden", "requests from '" + origin + "' are not allowed"));
        }
        return presented(headers).filter(token::matches).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new ApiProblem(
                                401,
                                "Unauthorized",
                                "send 'Authorization: Bearer TOKEN' with the token that stands in the"
                                        + " file server.token of the server's data folder"));
    }

    private boolean isOwn(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && names.contains(host);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** From the header, or, for a WebSocket of a page, from the list of subprotocols. */
    private static Optional<String> presented(MultiMap headers) {
        String header = headers.get("Authorization");
        if (header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        String protocols = headers.get("Sec-WebSocket-Protocol");
        if (protocols != null) {
            for (String protocol : protocols.split(",", -1)) {
                String name = protocol.strip();
                if (name.startsWith(PROTOCOL) && !name.equals(WeirServer.EVENTS_PROTOCOL)) {
                    return Optional.of(name.substring(PROTOCOL.length()));
                }
            }
        }
        return Optional.empty();
    }
}
