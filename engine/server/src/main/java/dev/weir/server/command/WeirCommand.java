package dev.weir.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code weir} command with all its subcommands. */
@Command(
        name = "weir",
        description = "Draws, checks, runs and serves flows of data.",
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
            DesignerCommand.class,
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

    /** Runs one command and answers with its exit code, whatever happens. */
    public static int execute(Terminal terminal, String... args) {
        try {
            return line(terminal).execute(args);
        } catch (Throwable thrown) { // also errors, which picocli passes on
            return Trouble.told(terminal, thrown);
        }
    }

    private static CommandLine line(Terminal terminal) {
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
        line.setExecutionExceptionHandler((problem, _, _) -> Trouble.told(terminal, problem));
        return line;
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
        err.println(UsageMessage.of(problem));
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
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
