package dev.weir.server.http;

/** A server was not started, for its configuration does not allow it; the message says why. */
public final class ServerRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    ServerRefused(String message) {
        super(message);
    }
}
