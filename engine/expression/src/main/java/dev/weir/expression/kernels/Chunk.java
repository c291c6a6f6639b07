package dev.weir.expression.kernels;

import dev.weir.api.Failures;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;

/** Some rows of a batch in sequence, at most {@link Lane#SIZE}, and what went wrong with them. */
final class Chunk {
    /** The columns, those that DuckDB worked out at the end. */
    final List<FieldVector> columns;

    final Troubles troubles;

    /** What went wrong in columns that DuckDB worked out, by their index. */
    private final Map<Integer, Failures> foreign;

    int start;
    int count;

    Chunk(List<FieldVector> columns, Map<Integer, Failures> foreign, boolean sensitive) {
        this.columns = columns;
        this.foreign = foreign;
        this.troubles = new Troubles(sensitive);
    }

    /** Takes over what went wrong in a column. */
    void failures(int column, Lane lane) {
        var failures = foreign.get(column);
        for (int i = 0; failures != null && i < failures.count(); i++) {
            int row = failures.row(i) - start;
            if (row >= 0 && row < count) {
                troubles.add(row, failures.code(i), failures.message(i));
                lane.setNull(row);
            }
        }
    }

    /** Adds the failures of this chunk's rows. */
    void report(Failures failures) {
        troubles.report(start, failures);
    }
}
