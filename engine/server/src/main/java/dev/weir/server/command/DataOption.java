package dev.weir.server.command;

import dev.weir.core.spec.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where state is kept; shared by the commands that need it. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for checkpoints, dead letters and plugins (default: ~/.weir).")
    private @Nullable Path data;

    /** The folder, absolute. */
    public Path folder() {
        Path chosen = data == null ? Path.of(System.getProperty("user.home"), ".weir") : data;
        return chosen.toAbsolutePath().normalize();
    }

    /** The processors that are installed; broken plugins are told on the terminal and left out. */
    Catalog catalog(Terminal terminal) throws IOException, CommandFailed {
        var unusable = Trouble.temporaryFolder();
        if (unusable.isPresent()) {
            throw new CommandFailed(ExitCode.CONFIGURATION, unusable.get());
        }
        var catalog = Catalog.load(folder().resolve("plugins"));
        catalog.problems().forEach(problem -> terminal.message(terminal.yellow(problem.text())));
        return catalog;
    }
}
