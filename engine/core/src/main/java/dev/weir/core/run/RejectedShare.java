package dev.weir.core.run;

import dev.weir.core.file.RunSettings;
import dev.weir.core.problem.Problem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/** Fails a run in which too large a share of the rows is refused. */
record RejectedShare(RunSettings settings) {

    Optional<Problem> problem(List<Work> works) {
        if (settings.rejectedShare().isEmpty()) {
            return Optional.empty();
        }
        long read = 0;
        long rejected = 0;
        for (Work work : works) {
            var counters = work.shown();
            rejected += counters.rejected();
            if (work instanceof SourceWork) {
                read += counters.rowsOut().values().stream().mapToLong(rows -> rows).sum();
            }
        }
        double share = settings.rejectedShare().get().value();
        if (read < settings.rejectedAfter() || rejected <= share * read) {
            return Optional.empty();
        }
        var message =
                "%,d of %,d rows were rejected, which is more than %s%%; see the dead letters, or allow more with run.rejected-share"
                        .formatted(rejected, read, percent(share));
        return Optional.of(Problem.error(RunCodes.REJECTED, "run", message));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share * 100)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
