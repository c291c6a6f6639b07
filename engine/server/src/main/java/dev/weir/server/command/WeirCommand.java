package dev.weir.server.command;

import dev.weir.core.problem.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code weir} command with all its subcommands. */
@Command(
        name = "weir",
        description = "Runs, checks and serves flows of data.",
        versionProvider = WeirCommand.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 the flow failed, 64 usage, 65 flow file or data invalid,",
            "70 bug, 74 I/O, 78 configuration, 130 interrupted.",
            "Start with: weir run samples/birdstrikes/birdstrikes.flow.yaml"
        },
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            TestCommand.class,
            PreviewCommand.class,
            ProcessorsCommand.class,
            SchemaCommand.class,
            ExplainCommand.class,
            DeadLettersCommand.class,
            DoctorCommand.class,
            ServerCommand.class,
            PluginCommand.class,
            CompletionCommand.class
        })
@SuppressWarnings("UnusedVariable") // picocli reads the options for help and version by itself
public final class WeirCommand implements Runnable {
    @Spec private CommandSpec spec;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    private boolean versionAsked;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Print this help and exit.")
    private boolean help;

    private final Terminal terminal;

    WeirCommand(Terminal terminal, CommandSpec none) {
        this.terminal = terminal;
        this.spec = none;
    }

    /** Runs one command and answers with its exit code. */
    public static int execute(Terminal terminal, String... args) {
        var line =
                new CommandLine(
                        new WeirCommand(terminal, CommandSpec.create()), new Parts(terminal));
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(WeirCommand::usage);
        line.setExecutionExceptionHandler((problem, _, _) -> failed(terminal, problem));
        return line.execute(args);
    }

    /** Version of this build. */
    public static String version() throws IOException {
        return Version.number();
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }

    private static int usage(ParameterException problem, String[] args) {
        var line = problem.getCommandLine();
        var err = line.getErr();
        err.println(message(problem, line));
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException problem, CommandLine line) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            var spec = line.getCommandSpec();
            var known = new ArrayList<String>(spec.optionsMap().keySet());
            boolean option = unmatched.isUnknownOption();
            if (!option && spec.parent() == null) {
                return "there is no command "
                        + word
                        + Suggestions.didYouMean(word, spec.subcommands().keySet());
            }
            return option
                    ? word + " is no option of this command" + Suggestions.didYouMean(word, known)
                    : "'" + word + "' is one argument too many";
        }
        return String.valueOf(problem.getMessage());
    }

    private static int failed(Terminal terminal, Exception problem) {
        return switch (problem) {
            case CommandFailed failed -> {
                terminal.error(String.valueOf(failed.getMessage()));
                yield failed.code();
            }
            case FileSystemException io -> {
                terminal.error(describe(io));
                yield ExitCode.IO;
            }
            case IOException io -> {
                terminal.error(String.valueOf(io.getMessage()));
                yield ExitCode.IO;
            }
            case UncheckedIOException io -> {
                terminal.error(String.valueOf(io.getMessage()));
                yield ExitCode.IO;
            }
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            default -> bug(terminal, problem);
        };
    }

    private static String describe(FileSystemException problem) {
        String what =
                switch (problem) {
                    case java.nio.file.NoSuchFileException _ -> "there is no such file or folder";
                    case java.nio.file.AccessDeniedException _ -> "access is denied";
                    case java.nio.file.FileAlreadyExistsException _ ->
                            "is a file where a folder is needed";
                    default -> problem.getReason() == null ? "cannot be used" : problem.getReason();
                };
        return problem.getFile() + ": " + what;
    }

    private static int bug(Terminal terminal, Exception problem) {
        String what = problem.toString();
        terminal.error("This is a bug in Weir: " + what.substring(0, Math.min(what.length(), 300)));
        if (terminal.environment().containsKey("WEIR_DEBUG")) {
            problem.printStackTrace(terminal.err());
        } else {
            terminal.message("Set WEIR_DEBUG=1 to see where it happened.");
        }
        return ExitCode.BUG;
    }

    /** Makes the commands, which all get the terminal. */
    private record Parts(Terminal terminal) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                var constructor = type.getDeclaredConstructor(Terminal.class);
                return constructor.newInstance(terminal);
            } catch (NoSuchMethodException _) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return new String[] {
                "weir " + number(),
                "Java " + Runtime.version() + ", " + System.getProperty("os.name")
            };
        }

        static String number() throws IOException {
            try (InputStream in =
                    WeirCommand.class.getResourceAsStream("/weir-version.properties")) {
                var properties = new Properties();
                if (in != null) {
                    properties.load(in);
                }
                return properties.getProperty("version", "unknown");
            }
        }
    }
}
