package dev.weir.server.command;

import dev.weir.core.problem.Problem;
import dev.weir.core.spec.Catalog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir doctor}: whether this machine can run flows. */
@Command(
        name = "doctor",
        sortOptions = false,
        description = "Looks whether this machine can run flows, and says what to mend.")
final class DoctorCommand implements Callable<Integer> {
    private static final long LOW_DISK = 1L << 30;
    private static final Duration SLOW_SYNC = Duration.ofMillis(50);

    @Mixin private DataOption data = new DataOption();

    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One thing that was looked at. */
    private record Finding(boolean good, String what, String text) {}

    @Override
    public Integer call() {
        var findings = new ArrayList<Finding>();
        findings.add(java());
        findings.add(memory());
        findings.add(temporaryFolder());
        findings.addAll(dataFolder());
        findings.add(processors());
        findings.add(port());
        for (Finding finding : findings) {
            String mark = finding.good ? terminal.green("ok   ") : terminal.red("mend ");
            terminal.out().println(mark + finding.what + ": " + finding.text);
        }
        boolean good = findings.stream().allMatch(Finding::good);
        return good ? ExitCode.DONE : ExitCode.CONFIGURATION;
    }

    private static Finding java() {
        var version = Runtime.version();
        boolean good = version.feature() >= 25;
        return new Finding(
                good,
                "java",
                version
                        + " at "
                        + System.getProperty("java.home")
                        + (good ? "" : "; needs 25 or newer"));
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        boolean good = heap >= 200;
        return new Finding(
                good,
                "memory",
                "the heap may grow to %d MiB%s"
                        .formatted(
                                heap, good ? "" : "; give it more with WEIR_JAVA_OPTS=-Xmx512m"));
    }

    private static Finding temporaryFolder() {
        var unusable = Trouble.temporaryFolder();
        return new Finding(
                unusable.isEmpty(),
                "temporary files",
                unusable.orElseGet(() -> "in " + System.getProperty("java.io.tmpdir")));
    }

    private List<Finding> dataFolder() {
        Path folder = data.folder();
        try {
            Files.createDirectories(folder);
            long free = Files.getFileStore(folder).getUsableSpace();
            var space =
                    new Finding(
                            free >= LOW_DISK,
                            "disk",
                            "%,d MiB free in %s".formatted(free >> 20, folder));
            var sync = syncTime(folder);
            boolean quick = sync.compareTo(SLOW_SYNC) < 0;
            return List.of(
                    space,
                    new Finding(
                            quick,
                            "fsync",
                            "takes %.1f ms%s"
                                    .formatted(
                                            sync.toNanos() / 1e6,
                                            quick
                                                    ? ""
                                                    : "; checkpoints will be slow on this disk")));
        } catch (IOException e) {
            return List.of(
                    new Finding(
                            false, "data folder", folder + " cannot be used: " + e.getMessage()));
        }
    }

    /** The median of some small durable writes. */
    private static Duration syncTime(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".doctor", ".part");
        long[] nanos = new long[9];
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[nanos.length / 2]);
    }

    private Finding processors() {
        try {
            var catalog = Catalog.load(data.folder().resolve("plugins"));
            var problems = catalog.problems().stream().map(Problem::text).toList();
            return new Finding(
                    problems.isEmpty(),
                    "processors",
                    catalog.all().size()
                            + " installed"
                            + (problems.isEmpty() ? "" : "; " + String.join("; ", problems)));
        } catch (IOException e) {
            return new Finding(false, "processors", "cannot be loaded: " + e.getMessage());
        }
    }

    private static Finding port() {
        int port = ServerCommand.PORT;
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return new Finding(true, "port", socket.getLocalPort() + " is free for 'weir server'");
        } catch (IOException _) {
            return new Finding(
                    true,
                    "port",
                    port + " is taken, by a Weir server perhaps; --port takes another");
        }
    }
}
