package dev.weir.server.command;

import dev.weir.server.http.ServerOptions;
import dev.weir.server.http.ServerRefused;
import dev.weir.server.http.WeirServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir server}: keeps flows running and offers the HTTP API. */
@Command(
        name = "server",
        sortOptions = false,
        description = {
            "Runs the server: flows are deployed, started and watched over HTTP.",
            "It listens on this machine only; an address that others can reach (--host) needs a"
                    + " certificate."
        })
final class ServerCommand implements Callable<Integer> {
    static final int PORT = 8460;

    @Option(
            names = "--host",
            paramLabel = "H",
            description = "Address to listen on (default: 127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on, 0 for a free one (default: " + PORT + ").")
    private int port = PORT;

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = {
                "Name by which clients may call the server, if it is neither that of --host nor one of"
                        + " the certificate, such as that of a proxy; may be repeated."
            })
    private List<String> names = List.of();

    @Option(
            names = "--tls-certificate",
            paramLabel = "PEM",
            description = "File of the certificate, followed by those that lead to its root.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "PEM",
            description = "File of the certificate's private key, without a password.")
    private @Nullable Path key;

    @Mixin private DataOption data = new DataOption();

    private final Terminal terminal;

    ServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if ((certificate == null) != (key == null)) {
            throw new CommandFailed(
                    ExitCode.USAGE, "--tls-certificate and --tls-key belong together");
        }
        if (port < 0 || port > 65535) {
            throw new CommandFailed(ExitCode.USAGE, "--port must be from 0 to 65535, is " + port);
        }
        var unusable = Trouble.temporaryFolder();
        if (unusable.isPresent()) {
            throw new CommandFailed(ExitCode.CONFIGURATION, unusable.get());
        }
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = WeirServer.start(options())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(asked, closed)));
            announce(server);
            asked.await();
        } catch (ServerRefused refused) {
            throw new CommandFailed(ExitCode.CONFIGURATION, String.valueOf(refused.getMessage()));
        }
        closed.countDown();
        return ExitCode.DONE;
    }

    private ServerOptions options() throws CommandFailed {
        Optional<ServerOptions.Tls> tls =
                certificate == null || key == null
                        ? Optional.empty()
                        : Optional.of(new ServerOptions.Tls(certificate, key));
        try {
            return new ServerOptions(host, port, names, tls, data.folder());
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
        }
    }

    private void announce(WeirServer server) {
        terminal.message(
                "Weir listens at %s/api/v1; the token is in %s."
                        .formatted(server.address(), server.token().file()));
        terminal.message("Ctrl-C stops all flows at a checkpoint and ends the server.");
    }

    /** Holds the process until the server has closed; to end when asked to is no failure. */
    private static void end(CountDownLatch asked, CountDownLatch closed) {
        asked.countDown();
        try {
            closed.await();
            Runtime.getRuntime().halt(ExitCode.DONE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
