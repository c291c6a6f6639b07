package dev.weir.server.command;

import dev.weir.core.problem.Codes;
import dev.weir.core.problem.Suggestions;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code weir explain}: what a problem's code means and what to do. */
@Command(
        name = "explain",
        sortOptions = false,
        description = "Explains the code of a problem, or lists all codes.")
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            description = "Code to explain, such as WEIR-2001 or 2001; without it all are listed.")
    private @Nullable String code;

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailed {
        if (code == null) {
            Codes.all().forEach(page -> terminal.out().println(page.code() + "  " + page.title()));
            return ExitCode.DONE;
        }
        String prefix = code.matches("\\d+") ? "WEIR-" : "";
        String wanted = prefix + code.toUpperCase(Locale.ROOT);
        var page =
                Codes.find(wanted)
                        .orElseThrow(() -> new CommandFailed(ExitCode.USAGE, unknown(wanted)));
        var out = terminal.out();
        out.println(terminal.bold(page.code() + "  " + page.title()));
        out.println();
        out.println(page.explanation());
        out.println();
        out.println("What to do: " + page.remedy());
        return ExitCode.DONE;
    }

    private static String unknown(String code) {
        var codes = Codes.all().stream().map(Codes.Page::code).toList();
        return "there is no code "
                + code
                + Suggestions.didYouMean(code, codes)
                + " ('weir explain' lists them)";
    }
}
