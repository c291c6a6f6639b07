package dev.weir.server.command;

import dev.weir.core.plan.Plan;
import dev.weir.core.run.RunningFlow;
import dev.weir.core.spec.ProcessorSpec.Role;
import dev.weir.core.watch.FlowCounters;
import dev.weir.core.watch.ProcessorCounters;
import java.time.Duration;
import java.util.List;

/** One line on the terminal that shows a running flow, five times a second. */
final class ProgressLine implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String ERASE = "\r\u001b[2K";

    private final RunningFlow flow;
    private final List<String> sources;
    private final Terminal terminal;
    private final int width;
    private final Thread painter;
    private long lastRows;
    private long lastNanos;
    private double rate;

    ProgressLine(RunningFlow flow, Plan plan, Terminal terminal) {
        this.flow = flow;
        this.sources =
                plan.nodes().stream()
                        .filter(node -> node.spec().role() == Role.SOURCE)
                        .map(node -> node.key())
                        .toList();
        this.terminal = terminal;
        this.width = width(terminal.environment().get("COLUMNS"));
        this.painter = Thread.ofPlatform().daemon().name("weir-progress").start(this::paint);
    }

    private static int width(@org.jspecify.annotations.Nullable String columns) {
        try {
            return columns == null ? 100 : Math.max(40, Integer.parseInt(columns));
        } catch (NumberFormatException _) {
            return 100;
        }
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                String line = line(flow.counters());
                terminal.err().print(ERASE + line.substring(0, Math.min(line.length(), width - 1)));
                terminal.err().flush();
            }
        } catch (InterruptedException _) {
            // The flow has ended: the line makes room for the summary.
            terminal.err().print(ERASE);
            terminal.err().flush();
        }
    }

    private String line(FlowCounters counters) {
        long rows = 0;
        long bytes = 0;
        for (String source : sources) {
            var counter = counters.processors().getOrDefault(source, ProcessorCounters.ZERO);
            rows += counter.rowsOut().values().stream().mapToLong(Long::longValue).sum();
            bytes += counter.bytesOut();
        }
        long nanos = counters.nanos();
        if (nanos > lastNanos) {
            double now = (rows - lastRows) * 1e9 / (nanos - lastNanos);
            rate = rate == 0 ? now : rate * 0.7 + now * 0.3;
        }
        lastRows = rows;
        lastNanos = nanos;
        var line = new StringBuilder();
        line.append(Amounts.time(Duration.ofNanos(nanos)))
                .append("  ")
                .append(Amounts.rows(rows))
                .append(" rows  ")
                .append(Amounts.perSecond(rate))
                .append("  ")
                .append(Amounts.bytes((double) bytes));
        counters.processors()
                .forEach((key, counter) -> {
                    long done = counter.rowsIn();
                    if (done > 0) {
                        line.append("  ").append(key).append(' ').append(Amounts.rows(done));
                    }
                });
        return line.toString();
    }

    @Override
    public void close() throws InterruptedException {
        painter.interrupt();
        painter.join();
    }
}
