package dev.weir.server.command;

import dev.weir.core.deadletter.DeadLetters;
import dev.weir.core.file.FlowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir deadletters}: rows that could not be processed and that no wire takes. */
@Command(
        name = "deadletters",
        sortOptions = false,
        description = "Shows rows that could not be processed, with their reason and origin.")
final class DeadLettersCommand implements Callable<Integer> {
    /** What to do with them. */
    enum Action {
        LIST,
        SHOW,
        PURGE
    }

    @Parameters(index = "0", paramLabel = "FLOW", description = "The flow file.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTION",
            description =
                    "list (default) counts them by reason, show prints them, purge removes them.")
    private Action action = Action.LIST;

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "At most so many for show (default: 20).")
    private int rows = 20;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    private final Terminal terminal;

    DeadLettersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (rows < 1) {
            throw new CommandFailed(ExitCode.USAGE, "--rows must be 1 at least, is " + rows);
        }
        var letters = letters();
        switch (action) {
            case LIST -> list(letters.list());
            case SHOW -> letters.show(rows).forEach(terminal.out()::println);
            case PURGE -> {
                long gone = letters.purge();
                terminal.message(
                        "%s dead letter%s removed"
                                .formatted(Amounts.rows(gone), gone == 1 ? "" : "s"));
            }
        }
        return ExitCode.DONE;
    }

    private DeadLetters letters() throws IOException, CommandFailed {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.IO, file + ": there is no such flow file");
        }
        var parsed = FlowFile.read(file);
        if (parsed.flow().isEmpty()) {
            FlowOptions.print(parsed.problems(), terminal);
            throw new CommandFailed(ExitCode.DATA_INVALID, FlowOptions.count(parsed.problems()));
        }
        return new DeadLetters(data.folder(), parsed.flow().get());
    }

    private void list(List<DeadLetters.Group> groups) throws IOException {
        if (json) {
            var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
            for (var group : groups) {
                terminal.out().println(mapper.writeValueAsString(group));
            }
        } else if (groups.isEmpty()) {
            terminal.message("There are no dead letters.");
        } else {
            var table = new TextTable(List.of("processor", "code", "rows", "example"));
            groups.forEach(group ->
                    table.row(
                            List.of(
                                    group.processor(),
                                    group.code(),
                                    Amounts.rows(group.rows()),
                                    group.example())));
            table.lines().forEach(terminal.out()::println);
            terminal.message("'weir deadletters " + file + " show' prints them");
        }
    }
}
