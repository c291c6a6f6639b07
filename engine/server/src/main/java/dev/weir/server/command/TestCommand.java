package dev.weir.server.command;

import dev.weir.core.problem.Problem;
import dev.weir.core.run.FlowTests;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code weir test}: runs the tests that stand in flow files. */
@Command(
        name = "test",
        sortOptions = false,
        description = "Runs the tests that stand in flow files; nothing is written anywhere.")
final class TestCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FLOW", description = "Flow files or folders.")
    private List<Path> places = List.of();

    @Mixin private FlowOptions options = new FlowOptions();

    private final Terminal terminal;

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        var catalog = options.catalog(terminal);
        int passed = 0;
        int failed = 0;
        for (Path file : FlowFiles.in(places)) {
            var plan = options.plan(file, catalog, terminal);
            for (var result : FlowTests.run(plan.flow(), catalog, options.planOptions())) {
                if (result.passed()) {
                    passed++;
                    terminal.out().println(terminal.green("passed ") + result.name());
                } else {
                    failed++;
                    terminal.out().println(terminal.red("failed ") + result.name());
                    for (Problem problem : result.problems()) {
                        terminal.out().println("       " + problem.text());
                    }
                }
            }
        }
        terminal.message(
                passed + failed == 0
                        ? "There are no tests; a flow file has them under 'tests:'."
                        : "%d passed, %d failed".formatted(passed, failed));
        return failed == 0 ? ExitCode.DONE : ExitCode.FLOW_FAILED;
    }
}
