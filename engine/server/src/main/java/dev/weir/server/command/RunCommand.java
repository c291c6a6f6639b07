package dev.weir.server.command;

import dev.weir.core.plan.Plan;
import dev.weir.core.problem.Problem;
import dev.weir.core.run.Engine;
import dev.weir.core.run.EngineOptions;
import dev.weir.core.run.FlowRefused;
import dev.weir.core.run.Outcome;
import dev.weir.core.run.RunOptions;
import dev.weir.core.run.RunningFlow;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir run}: runs one flow in this process to its end. */
@Command(
        name = "run",
        sortOptions = false,
        description = {
            "Runs a flow to its end; an interrupted run goes on where it stopped.",
            "Ctrl-C ends it at a checkpoint."
        })
final class RunCommand implements Callable<Integer> {
    /** The code of a data folder that cannot be read or written. */
    private static final String NO_STATE = "WEIR-4014";

    @Parameters(paramLabel = "FLOW.flow.yaml", description = "The flow file.")
    private Path file = Path.of("");

    @Mixin private FlowOptions options = new FlowOptions();

    @Option(
            names = "--fresh",
            description = "Forget an interrupted run and the positions of former ones; begin anew.")
    private boolean fresh;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a report of the run as JSON; - is standard output.")
    private @Nullable String report;

    @Option(names = "--quiet", description = "Say nothing but problems.")
    private boolean quiet;

    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        prepareReport(); // now: after a long run it would be too late
        Plan plan = options.plan(file, options.catalog(terminal), terminal);
        try (var interruption = Interruption.arm(terminal, this::finish);
                var engine = Engine.open(EngineOptions.of(options.dataFolder()))) {
            var flow = engine.start(plan, new RunOptions(fresh));
            interruption.guard(flow);
            var outcome = watch(flow, plan);
            interruption.disarm();
            return finish(flow, outcome);
        } catch (FlowRefused refused) {
            Problem problem = refused.problem();
            throw new CommandFailed(
                    problem.code().equals(NO_STATE) ? ExitCode.IO : ExitCode.CONFIGURATION,
                    problem.text() + "  [" + problem.code() + "]");
        }
    }

    private Outcome watch(RunningFlow flow, Plan plan) throws InterruptedException {
        if (quiet || !terminal.live()) {
            return flow.await();
        }
        try (var _ = new ProgressLine(flow, plan, terminal)) {
            return flow.await();
        }
    }

    /** Tells how it ended and writes the report. */
    private int finish(RunningFlow flow, Outcome outcome) throws IOException {
        if (!quiet) {
            new RunSummary(terminal).print(flow, outcome, file);
        }
        String why = outcome.problem().map(Problem::text).orElse("");
        flow.bulletins().stream()
                .filter(bulletin -> bulletin.severity() != dev.weir.api.Context.Severity.INFO)
                .filter(bulletin -> !bulletin.message().equals(why))
                .forEach(bulletin -> terminal.message(RunSummary.text(bulletin, terminal)));
        outcome.problem()
                .ifPresent(problem ->
                        terminal.error("error: " + problem.text() + "  [" + problem.code() + "]"));
        if (outcome.bug() && terminal.environment().containsKey("WEIR_DEBUG")) {
            outcome.cause().ifPresent(cause -> cause.printStackTrace(terminal.err()));
        }
        write(flow.report());
        return switch (outcome.state()) {
            case COMPLETED -> ExitCode.DONE;
            case STOPPED -> {
                terminal.message(
                        outcome.resumable() && flow.counters().epochs() > 0
                                ? "Stopped at a checkpoint. The same command goes on from there; --fresh"
                                        + " begins anew."
                                : "Stopped before the first checkpoint. The same command begins anew.");
                yield ExitCode.INTERRUPTED;
            }
            default -> outcome.bug() ? ExitCode.BUG : ExitCode.FLOW_FAILED;
        };
    }

    private void prepareReport() throws IOException {
        if (report == null || report.equals("-")) {
            return;
        }
        Path target = Path.of(report).toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new FileSystemException(
                    target.toString(), null, "is a folder; name a file for the report");
        }
        Files.createDirectories(target.resolveSibling(""));
    }

    private void write(String json) throws IOException {
        if (report == null) {
            return;
        }
        if (report.equals("-")) {
            terminal.out().println(json);
            terminal.out().flush();
        } else {
            Files.writeString(Path.of(report).toAbsolutePath(), json + "\n");
        }
    }
}
