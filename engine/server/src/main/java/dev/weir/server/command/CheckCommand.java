package dev.weir.server.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir check}: says all that is wrong with flows without running them. */
@Command(
        name = "check",
        sortOptions = false,
        description =
                "Checks flows and says all that is wrong with them, with file, line and column.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FLOW|PROJECT", description = "Flow files or folders.")
    private List<Path> places = List.of();

    @Mixin private FlowOptions options = new FlowOptions();

    @Option(names = "--json", description = "Print the problems as JSON lines.")
    private boolean json;

    private final Terminal terminal;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        var catalog = options.catalog(terminal);
        var all = new ArrayList<Problem>();
        var files = FlowFiles.in(places);
        for (Path file : files) {
            all.addAll(options.read(file, catalog).problems());
        }
        if (json) {
            printJson(all);
        } else {
            FlowOptions.print(all, terminal);
            boolean wrong = all.stream().anyMatch(Problem::isError);
            String flows =
                    files.size() == 1 ? files.getFirst().toString() : files.size() + " flows";
            terminal.message(
                    wrong
                            ? terminal.red(flows + ": " + FlowOptions.count(all))
                            : terminal.green(flows + ": no errors"));
        }
        return all.stream().anyMatch(Problem::isError) ? ExitCode.DATA_INVALID : ExitCode.DONE;
    }

    private void printJson(List<Problem> problems) throws IOException {
        var mapper = new ObjectMapper();
        for (Problem problem : problems) {
            terminal.out().println(mapper.writeValueAsString(json(mapper, problem)));
        }
    }

    private static ObjectNode json(ObjectMapper mapper, Problem problem) {
        var node = mapper.createObjectNode();
        node.put("level", problem.level().name().toLowerCase(java.util.Locale.ROOT));
        node.put("code", problem.code());
        problem.mark()
                .ifPresent(mark ->
                        node.put("file", mark.file())
                                .put("line", mark.line())
                                .put("column", mark.column()));
        return node.put("path", problem.path()).put("message", problem.message());
    }
}
