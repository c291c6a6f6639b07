package dev.weir.processors.quality;

import dev.weir.api.Context;
import dev.weir.api.StopFlow;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Counts of rows, kept over restarts, and when there are too many bad ones. */
final class Tally {
    private static final String STOPPED = "WEIR-4407";
    private static final String COUNTS = "WEIR-4408";

    private final List<Rule> rules;
    private final Optional<Expect.StopWhen> stopWhen;
    private final long[] broken;
    private long rows;
    private long rejected;

    /**
     * @param stopWhen empty in a preview, which shows some rows only
     */
    Tally(List<Rule> rules, Optional<Expect.StopWhen> stopWhen) {
        this.rules = rules;
        this.stopWhen = stopWhen;
        broken = new long[rules.size()];
    }

    /** A row of those being counted breaks a rule. */
    void breaks(int rule) {
        broken[rule]++;
    }

    /**
     * Counts the rows of a batch one after the other, so that the decision does not depend on how
     * they were split into batches.
     *
     * @param rejectedRows the rejected ones, rising
     */
    void count(int batchRows, int[] rejectedRows) throws StopFlow {
        if (stopWhen.isPresent()) {
            var limits = stopWhen.get();
            for (int i = 0; i < rejectedRows.length; i++) {
                check(limits, rows + rejectedRows[i] + 1, rejected + i + 1);
            }
            long waited = limits.after() - rows;
            if (waited > 0 && waited <= batchRows) {
                check(limits, limits.after(), rejected + before(rejectedRows, waited));
            }
        }
        rows += batchRows;
        rejected += rejectedRows.length;
    }

    private static int before(int[] rejectedRows, long row) {
        int count = 0;
        while (count < rejectedRows.length && rejectedRows[count] < row) {
            count++;
        }
        return count;
    }

    private void check(Expect.StopWhen limits, long seen, long bad) throws StopFlow {
        if (limits.failedRows().filter(most -> bad > most).isPresent()) {
            throw stop(seen, bad, "more than the %,d".formatted(limits.failedRows().get()));
        }
        if (seen >= limits.after()) {
            checkShare(limits, seen, bad);
        }
    }

    private void checkShare(Expect.StopWhen limits, long seen, long bad) throws StopFlow {
        if (limits.failedShare().filter(share -> bad > share.value() * seen).isPresent()) {
            double share = limits.failedShare().get().value() * 100;
            throw stop(seen, bad, "above the %s%%".formatted(number(share)));
        }
    }

    private StopFlow stop(long seen, long bad, String limit) {
        int worst = 0;
        for (int rule = 1; rule < broken.length; rule++) {
            worst = broken[rule] > broken[worst] ? rule : worst;
        }
        return new StopFlow(
                STOPPED,
                String.format(
                        Locale.ROOT,
                        "stopped the flow: %,d of %,d rows were rejected (%s%%), %s of stop-when; most of"
                                + " them by expectations[%d], %s.",
                        bad,
                        seen,
                        number(100.0 * bad / seen),
                        limit,
                        worst,
                        rules.get(worst).words()));
    }

    private static String number(double value) {
        var text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    /** The input has ended: tells the counts, and looks at the share of all rows. */
    void end(Context context) throws StopFlow {
        for (int rule = 0; rule < broken.length; rule++) {
            context.bulletin(
                    Context.Severity.INFO,
                    COUNTS,
                    String.format(
                            Locale.ROOT,
                            "expectations[%d], %s: %,d of %,d rows broke it.",
                            rule,
                            rules.get(rule).words(),
                            broken[rule],
                            rows));
        }
        if (stopWhen.isPresent() && rows > 0) {
            checkShare(stopWhen.get(), rows, rejected);
        }
    }

    byte[] snapshot() {
        var bytes = ByteBuffer.allocate(16 + 8 * broken.length);
        bytes.putLong(rows).putLong(rejected);
        for (long count : broken) {
            bytes.putLong(count);
        }
        return bytes.array();
    }

    /** Counts of single rules are lost if their number has changed. */
    void restore(byte[] state) {
        var bytes = ByteBuffer.wrap(state);
        rows = bytes.getLong();
        rejected = bytes.getLong();
        if (bytes.remaining() == 8 * broken.length) {
            for (int rule = 0; rule < broken.length; rule++) {
                broken[rule] = bytes.getLong();
            }
        }
    }
}
