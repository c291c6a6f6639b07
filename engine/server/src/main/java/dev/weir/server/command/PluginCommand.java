package dev.weir.server.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.spec.Catalog;
import dev.weir.core.spec.PluginFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir plugin}: the processors of third parties. */
@Command(
        name = "plugin",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Installs, lists and removes plugins.",
        subcommands = {
            PluginCommand.Install.class,
            PluginCommand.Listing.class,
            PluginCommand.Remove.class
        })
final class PluginCommand implements Callable<Integer> {
    private final Terminal terminal;

    PluginCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.message("Say what to do: weir plugin install, list or remove.");
        return ExitCode.USAGE;
    }

    private static PluginFolder folder(DataOption data) throws IOException {
        return PluginFolder.at(Files.createDirectories(data.folder().resolve("plugins")));
    }

    /** Copies a zip into the plugin folder and pins its checksum. */
    @Command(
            name = "install",
            sortOptions = false,
            description = {
                "Installs a plugin: copies its zip into the plugin folder and pins its SHA-256.",
                "A plugin's code can do all that Weir can do. Install only what you trust."
            })
    static final class Install implements Callable<Integer> {
        @Parameters(paramLabel = "ZIP", description = "The plugin's zip file.")
        private Path zip = Path.of("");

        @Mixin private DataOption data = new DataOption();

        private final Terminal terminal;

        Install(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            if (!Files.isRegularFile(zip)) {
                throw new CommandFailed(ExitCode.IO, zip + ": there is no such file");
            }
            var installed = install();
            var problems =
                    Catalog.load(data.folder().resolve("plugins")).problems().stream()
                            .filter(problem -> problem.text().contains(installed.file()))
                            .toList();
            if (!problems.isEmpty()) {
                FlowOptions.print(problems, terminal);
                return ExitCode.DATA_INVALID;
            }
            terminal.message(
                    "%s is installed (SHA-256 %s)".formatted(installed.file(), installed.sha256()));
            return ExitCode.DONE;
        }

        private PluginFolder.Installed install() throws IOException, CommandFailed {
            try {
                return folder(data).install(zip);
            } catch (ZipException no) {
                throw new CommandFailed(
                        ExitCode.DATA_INVALID,
                        "%s is no plugin, for it is no zip file: %s"
                                .formatted(zip, no.getMessage()));
            }
        }
    }

    /** Lists the plugin folder. */
    @Command(name = "list", sortOptions = false, description = "Lists the installed plugins.")
    static final class Listing implements Callable<Integer> {
        @Mixin private DataOption data = new DataOption();

        @Option(names = "--json", description = "Print as JSON lines.")
        private boolean json;

        private final Terminal terminal;

        Listing(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            var all = folder(data).list();
            if (json) {
                var mapper = new ObjectMapper();
                for (var plugin : all) {
                    terminal.out().println(mapper.writeValueAsString(plugin));
                }
                return ExitCode.DONE;
            }
            if (all.isEmpty()) {
                terminal.message(
                        "There are no plugins in " + data.folder().resolve("plugins") + ".");
                return ExitCode.DONE;
            }
            var table = new TextTable(List.of("plugin", "accepted", "sha256"));
            all.forEach(plugin ->
                    table.row(
                            List.of(
                                    plugin.file(),
                                    plugin.accepted() ? "yes" : "no",
                                    plugin.sha256().substring(0, 16))));
            table.lines().forEach(terminal.out()::println);
            return ExitCode.DONE;
        }
    }

    /** Removes a plugin. */
    @Command(
            name = "remove",
            sortOptions = false,
            description = "Removes a plugin from the plugin folder.")
    static final class Remove implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "Its file, as 'weir plugin list' shows it.")
        private String file = "";

        @Mixin private DataOption data = new DataOption();

        private final Terminal terminal;

        Remove(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            if (!folder(data).remove(file)) {
                throw new CommandFailed(
                        ExitCode.USAGE,
                        "there is no plugin " + file + "; 'weir plugin list' shows all");
            }
            terminal.message(file + " is removed");
            return ExitCode.DONE;
        }
    }
}
