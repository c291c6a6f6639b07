package dev.weir.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir schema}: the JSON Schema of flow files, for editors. */
@Command(
        name = "schema",
        sortOptions = false,
        description = "Prints the JSON Schema of flow files with every installed processor.")
final class SchemaCommand implements Callable<Integer> {
    @Mixin private DataOption data = new DataOption();

    private final Terminal terminal;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal.out().println(data.catalog(terminal).flowSchema());
        return ExitCode.DONE;
    }
}
