package dev.weir.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.run.FlowState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of flows that ran when the last server ended. */
class RestartsTest {
    private static final String FLOW =
            """
            flow: slow
            format: 1
            processors:
              numbers: {type: generate, rows: 100000, rate: 1}
              out: {type: discard, from: numbers}
            """;

    @TempDir Path folder = Path.of("");
    private Path states = Path.of("");

    @BeforeEach
    void name() {
        states = folder.resolve("flows");
    }

    @Test
    void aFlowThatCannotBeStartedWithTheServerIsTriedUntilItRuns() throws Exception {
        runAndEnd("slow");
        Path aside = Files.move(states, folder.resolve("aside"));
        Files.writeString(states, "a file in place of the folder");

        try (var flows = DeployedFlows.open(folder)) {
            flows.resume();

            var flow = FlowJson.whole(flows.known("slow"));
            assertEquals("stopped", flow.path("state").asText());
            assertTrue(
                    flow.path("message").asText().contains("cannot be used"),
                    flow.path("message").asText());
            assertTrue(isWanted("slow"));

            Files.delete(states);
            Files.move(aside, states);
            awaitRunning(flows, "slow");
            assertFalse(FlowJson.whole(flows.known("slow")).has("message"));
        }
        assertTrue(isWanted("slow"));
    }

    @Test
    void aFlowThatIsStoppedIsNotTriedAnyMore() throws Exception {
        runAndEnd("slow");
        Path aside = Files.move(states, folder.resolve("aside"));
        Files.writeString(states, "a file in place of the folder");

        try (var flows = DeployedFlows.open(folder)) {
            flows.resume();
            flows.stop("slow");

            assertFalse(FlowJson.whole(flows.known("slow")).has("message"));
            assertFalse(isWanted("slow"));
            Files.delete(states);
            Files.move(aside, states);
            flows.restart("slow");
            assertTrue(flows.known("slow").running().isEmpty());
        }
    }

    @Test
    void oneBadFlowDoesNotKeepTheOthersFromRunning() throws Exception {
        runAndEnd("bad");
        runAndEnd("slow");
        Path deployment = folder.resolve("deployed/bad/current.json");
        Files.writeString(deployment, "{");

        try (var flows = DeployedFlows.open(folder)) {
            flows.resume();

            awaitRunning(flows, "slow");
            assertTrue(isWanted("bad"));
            assertEquals(1, flows.all().size());
            var damaged = assertThrows(IOException.class, () -> flows.known("bad"));
            assertTrue(String.valueOf(damaged.getMessage()).contains("deploy it again"));
            flows.deploy("bad", FLOW.replace("slow", "bad"), Optional.empty());
            awaitRunning(flows, "bad");
        }
    }

    @Test
    void aStartThatIsRefusedToItsCallerIsForgotten() throws Exception {
        Files.writeString(states, "a file in place of the folder");
        try (var flows = DeployedFlows.open(folder)) {
            flows.deploy("slow", FLOW, Optional.empty());

            var refused = assertThrows(ApiProblem.class, () -> flows.start("slow", false));

            assertEquals(409, refused.status());
            assertFalse(isWanted("slow"));
        }
    }

    /** A server that deploys and starts a flow, and ends while it runs. */
    private void runAndEnd(String name) throws IOException {
        try (var flows = DeployedFlows.open(folder)) {
            flows.deploy(name, FLOW.replace("slow", name), Optional.empty());
            flows.start(name, false);
        }
        assertTrue(isWanted(name));
    }

    private boolean isWanted(String name) {
        return Files.exists(folder.resolve("deployed/.running").resolve(name));
    }

    private static void awaitRunning(DeployedFlows flows, String name) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (flows.known(name).running().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        var running = flows.known(name).running();
        assertTrue(running.isPresent(), name + " does not run");
        assertTrue(
                running.get().state() == FlowState.RUNNING
                        || running.get().state() == FlowState.STARTING,
                running.get().state().toString());
    }
}
