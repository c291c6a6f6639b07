package dev.weir.server.command;

import dev.weir.core.file.Flow;
import dev.weir.core.file.FlowFile;
import dev.weir.core.plan.Plan;
import dev.weir.core.plan.PlanOptions;
import dev.weir.core.plan.Planned;
import dev.weir.core.plan.Planner;
import dev.weir.core.problem.Problem;
import dev.weir.core.spec.Catalog;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a flow file is read and planned; shared by the commands that do. */
public final class FlowOptions {
    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--env",
            paramLabel = "E",
            description = "Environment of the project, such as prod.")
    private @Nullable String environment;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "Value of a parameter; may be repeated. Relative paths start from the current folder.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    Path dataFolder() {
        return data.folder();
    }

    Catalog catalog(Terminal terminal) throws IOException, CommandFailed {
        return data.catalog(terminal);
    }

    PlanOptions planOptions() {
        return new PlanOptions(
                parameters,
                Optional.ofNullable(environment),
                Path.of("").toAbsolutePath(),
                dataFolder());
    }

    /** A flow file with all that is known of it, right or wrong. */
    record Read(Optional<Flow> flow, Optional<Planned> planned, List<Problem> problems) {
        boolean hasErrors() {
            return problems.stream().anyMatch(Problem::isError);
        }
    }

    Read read(Path file, Catalog catalog) throws IOException, CommandFailed {
        return read(file, catalog, flow -> flow);
    }

    private Read read(Path file, Catalog catalog, UnaryOperator<Flow> part)
            throws IOException, CommandFailed {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(
                    ExitCode.IO,
                    Files.isDirectory(file)
                            ? file + " is a folder; name a .flow.yaml file"
                            : file + ": there is no such flow file");
        }
        FlowFile.Parsed parsed;
        try {
            parsed = FlowFile.read(file);
        } catch (CharacterCodingException _) {
            throw new CommandFailed(
                    ExitCode.DATA_INVALID, file + " is not UTF-8 text; is it a flow file?");
        }
        var problems = new ArrayList<>(parsed.problems());
        var planned =
                parsed.flow().map(part).map(flow -> Planner.plan(flow, catalog, planOptions()));
        planned.ifPresent(p -> problems.addAll(p.problems()));
        return new Read(parsed.flow(), planned, problems);
    }

    /** The plan of a flow that has no errors; else they are all printed and the command ends. */
    Plan plan(Path file, Catalog catalog, Terminal terminal) throws IOException, CommandFailed {
        return plan(read(file, catalog), file, terminal);
    }

    /** The same for what lies before a processor, if there is one, whatever is wrong elsewhere. */
    Plan planBefore(String processor, Path file, Catalog catalog, Terminal terminal)
            throws IOException, CommandFailed {
        UnaryOperator<Flow> part =
                flow -> flow.processors().containsKey(processor) ? flow.before(processor) : flow;
        return plan(read(file, catalog, part), file, terminal);
    }

    private static Plan plan(Read read, Path file, Terminal terminal) throws CommandFailed {
        // Hints are for who writes a flow: weir check tells them.
        print(
                read.problems().stream().filter(p -> p.level() != Problem.Level.HINT).toList(),
                terminal);
        if (read.hasErrors()) {
            throw new CommandFailed(ExitCode.DATA_INVALID, count(read.problems()));
        }
        return read.planned()
                .flatMap(Planned::plan)
                .orElseThrow(
                        () -> new CommandFailed(ExitCode.DATA_INVALID, file + " holds no flow"));
    }

    /** One line a problem, to the messages. */
    static void print(List<Problem> problems, Terminal terminal) {
        for (Problem problem : problems) {
            String line = problem.text() + "  " + terminal.faint("[" + problem.code() + "]");
            terminal.message(
                    switch (problem.level()) {
                        case ERROR -> terminal.red("error: ") + line;
                        case WARNING -> terminal.yellow("warning: ") + line;
                        case HINT -> terminal.faint("hint: ") + line;
                    });
        }
    }

    /** {@code 3 errors, 1 warning}. */
    static String count(List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        long warnings = problems.stream().filter(p -> p.level() == Problem.Level.WARNING).count();
        return plural(errors, "error") + (warnings == 0 ? "" : ", " + plural(warnings, "warning"));
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
