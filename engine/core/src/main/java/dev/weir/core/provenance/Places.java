package dev.weir.core.provenance;

import dev.weir.api.Batch;
import dev.weir.api.Origin;
import dev.weir.core.provenance.ProvenanceEvent.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;

/** Sums up where the rows of a batch come from, in a few places. */
public final class Places {
    private static final int LIMIT = 8;

    private Places() {}

    public static List<Place> of(Origin origin, int rows) {
        var places = new ArrayList<Place>();
        add(origin, 0, rows - 1L, places);
        return places;
    }

    /** Where refused rows come from, which their columns say. */
    public static List<Place> ofRejections(Batch batch) {
        var files = (VarCharVector) batch.vector("_file");
        var lines = (BigIntVector) batch.vector("_line");
        var positions = (VarCharVector) batch.vector("_position");
        var found = new LinkedHashMap<String, Place>();
        for (int row = 0; row < batch.rows(); row++) {
            long number = number(positions, row);
            if (number == 0 && !lines.isNull(row)) {
                number = lines.get(row);
            }
            if (!files.isNull(row) && number > 0) {
                var file = files.getObject(row).toString();
                if (found.size() < LIMIT || found.containsKey(file)) {
                    found.merge(file, new Place(file, number, number), Places::around);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static Place around(Place a, Place b) {
        return new Place(
                a.location(), Math.min(a.first(), b.first()), Math.max(a.last(), b.last()));
    }

    /** The number of a position that reads {@code row 70}; 0 if it reads otherwise. */
    private static long number(VarCharVector positions, int row) {
        var text = positions.isNull(row) ? "" : positions.getObject(row).toString();
        return text.matches("row \\d{1,18}") ? Long.parseLong(text.substring(4)) : 0;
    }

    /** Adds the places of the rows from {@code first} to {@code last} of an origin. */
    private static void add(Origin origin, long first, long last, List<Place> places) {
        if (places.size() >= LIMIT || last < first) {
            return;
        }
        switch (origin) {
            case Origin.Read(String location, long firstRow) ->
                    places.add(new Place(location, firstRow + first, firstRow + last));
            case Origin.Picked(Origin of, Origin.Rows.Indexed(int[] rows)) -> {
                var all = Arrays.stream(rows, (int) first, (int) last + 1).summaryStatistics();
                add(of, all.getMin(), all.getMax(), places);
            }
            case Origin.Picked(Origin of, Origin.Rows rising) ->
                    add(of, rising.at((int) first), rising.at((int) last), places);
            case Origin.Joined(List<Origin> parts) ->
                    parts.forEach(part -> add(part, first, last, places));
            case Origin.Appended(List<Origin> parts, List<Integer> ends) -> {
                int begin = 0;
                for (int part = 0; part < parts.size(); part++) {
                    add(parts.get(part), 0, ends.get(part) - begin - 1L, places);
                    begin = ends.get(part);
                }
            }
            case Origin.Batches _, Origin.Unknown _ -> {
                // Which rows, is not known.
            }
        }
    }
}
