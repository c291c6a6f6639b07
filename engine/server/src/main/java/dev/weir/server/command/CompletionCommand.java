package dev.weir.server.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir completion}: lets bash and zsh complete commands and options. */
@Command(
        name = "completion",
        sortOptions = false,
        description = {
            "Prints a script that completes commands and options in bash and zsh.",
            "Use it with: source <(weir completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(AutoComplete.bash("weir", spec.root().commandLine()));
        terminal.out().flush();
        return ExitCode.DONE;
    }
}
