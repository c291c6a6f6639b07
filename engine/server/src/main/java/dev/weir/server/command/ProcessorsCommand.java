package dev.weir.server.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.problem.Suggestions;
import dev.weir.core.spec.ProcessorSpec;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir processors}: what is installed, or the reference page of one type. */
@Command(
        name = "processors",
        sortOptions = false,
        description = "Lists the installed processors, or shows the reference page of one.")
final class ProcessorsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "TYPE",
            description = "Type to explain, such as csv-files; without it all are listed.")
    private @Nullable String type;

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    private final Terminal terminal;

    ProcessorsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<ProcessorSpec> all =
                data.catalog(terminal).all().stream()
                        .sorted(
                                Comparator.comparing(ProcessorSpec::role)
                                        .thenComparing(ProcessorSpec::group)
                                        .thenComparing(ProcessorSpec::name))
                        .toList();
        String wanted = type;
        if (wanted == null) {
            list(all);
            return ExitCode.DONE;
        }
        var found = all.stream().filter(spec -> spec.name().equals(wanted)).toList();
        if (found.isEmpty()) {
            var names = all.stream().map(ProcessorSpec::name).toList();
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "there is no processor "
                            + wanted
                            + Suggestions.didYouMean(wanted, names)
                            + " ('weir processors' lists them)");
        }
        if (json) {
            printJson(found);
        } else {
            found.forEach(spec -> terminal.out().println(spec.toMarkdown()));
        }
        return ExitCode.DONE;
    }

    private void list(List<ProcessorSpec> all) throws Exception {
        if (json) {
            printJson(all);
            return;
        }
        int width = all.stream().mapToInt(spec -> spec.name().length()).max().orElse(10);
        String group = "";
        for (ProcessorSpec spec : all) {
            if (!spec.group().equals(group)) {
                group = spec.group();
                terminal.out().println(terminal.bold(group));
            }
            terminal.out()
                    .println(
                            "  %s  %s"
                                    .formatted(
                                            padded(spec.name(), width), firstSentence(spec.doc())));
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String firstSentence(String doc) {
        String line = doc.lines().findFirst().orElse("");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private void printJson(List<ProcessorSpec> specs) throws Exception {
        var mapper = new ObjectMapper();
        var list = mapper.createArrayNode();
        for (ProcessorSpec spec : specs) {
            list.addObject()
                    .put("type", spec.name())
                    .put("major", spec.major())
                    .put("role", spec.role().name().toLowerCase(java.util.Locale.ROOT))
                    .put("group", spec.group())
                    .put("doc", spec.doc())
                    .set("settings", mapper.readTree(spec.toJsonSchema()));
        }
        terminal.out().println(list.toPrettyString());
    }
}
