package dev.weir.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.api.Batch;
import dev.weir.api.JsonRows;
import dev.weir.core.plan.PortRef;
import dev.weir.core.problem.Suggestions;
import dev.weir.core.run.FlowFailed;
import dev.weir.core.run.Preview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir preview}: the first rows of any port, without running a sink. */
@Command(
        name = "preview",
        sortOptions = false,
        description = "Shows the first rows of a port; nothing is written anywhere.")
final class PreviewCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FLOW", description = "The flow file.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "PROCESSOR[.PORT]",
            description = "The port, such as orders.errors; orders alone is orders.out.")
    private String port = "";

    @Mixin private FlowOptions options = new FlowOptions();

    @Option(names = "--rows", paramLabel = "N", description = "At most so many rows (default: 10).")
    private int rows = 10;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    private final Terminal terminal;

    PreviewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (rows < 1 || rows > 100_000) {
            throw new CommandFailed(ExitCode.USAGE, "--rows must be from 1 to 100000, is " + rows);
        }
        var wanted = PortRef.parse(port);
        var catalog = options.catalog(terminal);
        var plan = options.planBefore(wanted.processor(), file, catalog, terminal);
        var ports = new ArrayList<String>();
        plan.nodes()
                .forEach(node ->
                        node.outputPorts()
                                .forEach(p -> ports.add(new PortRef(node.key(), p).toString())));
        if (!ports.contains(wanted.toString())) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "there is no port %s in %s%s; there are %s"
                            .formatted(
                                    port,
                                    file,
                                    Suggestions.didYouMean(port, ports),
                                    String.join(", ", ports)));
        }
        try (var preview = Preview.rows(plan, wanted, rows)) {
            print(preview);
            return ExitCode.DONE;
        } catch (FlowFailed failed) {
            throw new CommandFailed(ExitCode.FLOW_FAILED, failed.problem().text());
        }
    }

    private void print(Preview.Rows preview) throws Exception {
        var lines = new ArrayList<String>();
        for (Batch batch : preview.batches()) {
            for (int row = 0; row < batch.rows() && lines.size() < rows; row++) {
                lines.add(JsonRows.maskedObject(batch, row));
            }
        }
        if (json) {
            lines.forEach(terminal.out()::println);
        } else if (lines.isEmpty()) {
            terminal.message("There are no rows.");
        } else {
            tables(lines).forEach(terminal.out()::println);
            if (!preview.complete()) {
                terminal.message("… and more; --rows N shows them");
            }
        }
    }

    /** One table for each set of columns: the tables of a family have columns of their own. */
    static List<String> tables(List<String> rows) throws IOException {
        var mapper = new ObjectMapper();
        var tables = new LinkedHashMap<List<String>, TextTable>();
        for (String row : rows) {
            var names = new ArrayList<String>();
            var cells = new ArrayList<String>();
            for (var column : mapper.readTree(row).properties()) {
                names.add(column.getKey());
                cells.add(cell(column.getValue()));
            }
            tables.computeIfAbsent(names, TextTable::new).row(cells);
        }
        var lines = new ArrayList<String>();
        for (TextTable table : tables.values()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(table.lines());
        }
        return lines;
    }

    private static String cell(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
