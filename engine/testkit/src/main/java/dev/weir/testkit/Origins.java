package dev.weir.testkit;

import dev.weir.api.Batch;
import dev.weir.api.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Lineage in words: {@code input:3} is the third row of an input, {@code left:1+right:2} a joined
 * row, {@code *} some row of the input's batches, {@code ?} nothing known.
 */
final class Origins {

    private Origins() {}

    static List<String> of(Batch batch) {
        var all = new ArrayList<String>();
        for (int row = 0; row < batch.rows(); row++) {
            all.add(describe(batch.origin(), row));
        }
        return all;
    }

    private static String describe(Origin origin, int row) {
        return switch (origin) {
            case Origin.Unknown _ -> "?";
            case Origin.Read(String location, long firstRow) -> location + ":" + (firstRow + row);
            case Origin.Picked(Origin of, Origin.Rows rows) -> describe(of, rows.at(row));
            case Origin.Joined(List<Origin> parts) ->
                    String.join("+", parts.stream().map(part -> describe(part, row)).toList());
            case Origin.Appended(List<Origin> parts, List<Integer> ends) -> {
                int part = 0;
                while (ends.get(part) <= row) {
                    part++;
                }
                int start = part == 0 ? 0 : ends.get(part - 1);
                yield describe(parts.get(part), row - start);
            }
            case Origin.Batches _ -> "*";
        };
    }
}
