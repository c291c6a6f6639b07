import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The flow in a process of its own, as {@code weir run} starts it. */
final class FlowProcess implements AutoCloseable {
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final List<String> command;
    private Process process;

    FlowProcess(List<String> weir, Path flow, int port, Path out, Path state) {
        command = new ArrayList<>(weir);
        command.addAll(
                List.of(
                        "run",
                        flow.toString(),
                        "--quiet",
                        "--data",
                        state.toString(),
                        "--param",
                        "port=" + port,
                        "--param",
                        "out=" + out));
    }

    void start() throws IOException {
        process = new ProcessBuilder(command).inheritIO().start();
    }

    /** {@code kill -9} */
    void kill() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the flow ended by itself: " + process.exitValue());
        }
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, which it does at a checkpoint. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the flow did not end when it was asked to");
        }
    }

    /** Waits until a text stands in a file. */
    void awaitLine(Path file, String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the flow ended by itself: " + process.exitValue());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("'%s' does not come".formatted(text));
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
