package dev.weir.expression.kernels;

import dev.weir.api.Failures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Rows of a chunk that have no value. Those of a branch that is not taken are forgotten.
 *
 * <p>Messages contain values, unless one of the columns is sensitive.
 */
final class Troubles {
    static final String CAST = "WEIR-4101";
    static final String RANGE = "WEIR-4102";

    private record Trouble(int row, String code, String message) {}

    private final List<Trouble> troubles = new ArrayList<>();
    private final boolean sensitive;
    private boolean doubtful;

    Troubles(boolean sensitive) {
        this.sensitive = sensitive;
    }

    void add(int row, String code, String message) {
        troubles.add(new Trouble(row, code, message));
    }

    /** A value as it may be shown. */
    String shown(Object value) {
        return sensitive ? "***" : String.valueOf(value);
    }

    /** A text in quotes as it may be shown, not all of it if it is long. */
    String quoted(String text) {
        String cut = text.length() > 80 ? text.substring(0, 77) + "..." : text;
        return sensitive ? "***" : "'" + cut + "'";
    }

    /** A kernel cannot tell what DuckDB would do with a value: DuckDB does the batch instead. */
    void doubt() {
        doubtful = true;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    int count() {
        return troubles.size();
    }

    boolean isEmpty() {
        return troubles.isEmpty();
    }

    /** Forgets those added since then of rows that do not count. */
    void forget(int since, boolean[] counts) {
        for (int i = troubles.size() - 1; i >= since; i--) {
            if (!counts[troubles.get(i).row()]) {
                troubles.remove(i);
            }
        }
    }

    /** Forgets all those added since then. */
    void forget(int since) {
        troubles.subList(since, troubles.size()).clear();
    }

    /** The values without those of the rows that have none; the lane itself keeps them. */
    Lane without(Lane lane, int count) {
        var left = new Lane(lane, count);
        troubles.forEach(t -> left.setNull(t.row()));
        return left;
    }

    /** Adds what is left to the failures; a part that was worked out twice is told once. */
    void report(int start, Failures failures) {
        new LinkedHashSet<>(troubles)
                .forEach(t -> failures.add(start + t.row(), t.code(), t.message()));
    }

    void clear() {
        troubles.clear();
    }
}
