package dev.weir.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a server is reached.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param names by which clients may call the server beside those of its address and certificate
 * @param tls required for any address but loopback
 * @param dataFolder where flows, their state and the token are kept
 */
public record ServerOptions(
        String host, int port, List<String> names, Optional<Tls> tls, Path dataFolder) {

    public ServerOptions {
        names = List.copyOf(names);
        for (String name : names) {
            ServerNames.complaint(name)
                    .ifPresent(complaint -> {
                        throw new IllegalArgumentException(complaint);
                    });
        }
    }

    /** A server without further names. */
    public ServerOptions(String host, int port, Optional<Tls> tls, Path dataFolder) {
        this(host, port, List.of(), tls, dataFolder);
    }

    /** Certificate chain and private key, as PEM files. */
    public record Tls(Path certificate, Path key) {}

    /** Says why the server would not be safe to start; empty if it is. */
    Optional<String> unsafe() {
        try {
            boolean loopback = InetAddress.getByName(host).isLoopbackAddress();
            return loopback || tls.isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            ("%s is not a loopback address: give a certificate with --tls-certificate"
                                            + " and --tls-key, or listen on 127.0.0.1")
                                    .formatted(host));
        } catch (UnknownHostException _) {
            return Optional.of(host + " is not an address of this machine");
        }
    }
}
