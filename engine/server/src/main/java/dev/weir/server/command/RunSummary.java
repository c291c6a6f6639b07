package dev.weir.server.command;

import dev.weir.core.run.FlowState;
import dev.weir.core.run.Outcome;
import dev.weir.core.run.RunningFlow;
import dev.weir.core.watch.Bulletin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a person wants to know when a run has ended. */
record RunSummary(Terminal terminal) {

    void print(RunningFlow flow, Outcome outcome, Path file) {
        var counters = flow.counters();
        var table = new TextTable(List.of("processor", "rows in", "rows out", "rejected", "busy"));
        counters.processors()
                .forEach((key, counter) -> {
                    var out = new ArrayList<String>();
                    counter.rowsOut()
                            .forEach((port, rows) -> {
                                if (port.equals("out")) {
                                    out.addFirst(Amounts.rows(rows));
                                } else if (rows > 0) {
                                    out.add(port + " " + Amounts.rows(rows));
                                }
                            });
                    table.row(
                            List.of(
                                    key,
                                    counter.rowsIn() == 0 ? "" : Amounts.rows(counter.rowsIn()),
                                    String.join(", ", out),
                                    counter.rejected() == 0 ? "" : Amounts.rows(counter.rejected()),
                                    Amounts.time(Duration.ofNanos(counter.busyNanos()))));
                });
        table.lines().forEach(terminal::message);
        String took =
                "%s %s in %s, %d checkpoint%s"
                        .formatted(
                                flow.flow(),
                                word(outcome.state()),
                                Amounts.time(Duration.ofNanos(counters.nanos())),
                                counters.epochs(),
                                counters.epochs() == 1 ? "" : "s");
        terminal.message(
                outcome.state() == FlowState.COMPLETED
                        ? terminal.green(took)
                        : terminal.yellow(took));
        long rejected = counters.processors().values().stream().mapToLong(c -> c.rejected()).sum();
        if (rejected > 0) {
            terminal.message(
                    "%s row%s rejected; 'weir deadletters %s' shows those that no wire takes"
                            .formatted(
                                    Amounts.rows(rejected),
                                    rejected == 1 ? " was" : "s were",
                                    file));
        }
    }

    private static String word(FlowState state) {
        return switch (state) {
            case COMPLETED -> "completed";
            case STOPPED -> "stopped";
            case FAILED -> "failed";
            case STARTING, RUNNING, WAITING, STOPPING -> "runs";
        };
    }

    /** {@code warning: orders: … [WEIR-4001]}. */
    static String text(Bulletin bulletin, Terminal terminal) {
        String kind =
                switch (bulletin.severity()) {
                    case INFO -> "info: ";
                    case WARNING -> terminal.yellow("warning: ");
                    case ERROR -> terminal.red("error: ");
                };
        String where = bulletin.processor().isEmpty() ? "" : bulletin.processor() + ": ";
        return kind
                + where
                + bulletin.message()
                + "  "
                + terminal.faint("[" + bulletin.code() + "]");
    }
}
