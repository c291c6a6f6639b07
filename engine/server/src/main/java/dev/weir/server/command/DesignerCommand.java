package dev.weir.server.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code weir designer}, for help and completion. The designer is a program of its own, which the
 * launcher starts; only who calls this program without the launcher comes here.
 */
@Command(
        name = "designer",
        sortOptions = false,
        description = "Opens the designer, which draws, checks and runs flows.")
@SuppressWarnings("UnusedVariable") // the options are here to be listed
final class DesignerCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FLOW", description = "A flow file to open.")
    private @Nullable Path file;

    @Option(names = "--theme", paramLabel = "light|dark", description = "Colours (default: light).")
    private @Nullable String theme;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Make pictures of every screen in this folder; needs no display.")
    private @Nullable Path pictures;

    @Mixin private DataOption data = new DataOption();

    @Override
    public Integer call() throws CommandFailed {
        throw new CommandFailed(
                ExitCode.CONFIGURATION,
                "the designer is started by the launcher: ./weir designer (weir.cmd on Windows)");
    }
}
