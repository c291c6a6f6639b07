package dev.weir.api;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where the rows of a batch come from: the way back from a row to the rows it was made of.
 *
 * <p>Lineage is metadata of a batch, never a column. Operations of {@link Batch} carry it along;
 * who builds a batch in another way says what its rows come from with {@link Batch#from}, else it
 * is {@link Unknown}.
 */
public sealed interface Origin {

    /** Nothing is known, not even the input batch. */
    record Unknown() implements Origin {}

    /** Row {@code i} was read as row {@code firstRow + i} of the location; rows count from 1. */
    record Read(String location, long firstRow) implements Origin {}

    /** Row {@code i} comes from row {@code rows.at(i)} of the other origin. */
    record Picked(Origin of, Rows rows) implements Origin {}

    /** Row {@code i} comes from row {@code i} of every part, as in a join. */
    record Joined(List<Origin> parts) implements Origin {
        public Joined {
            parts = List.copyOf(parts);
        }
    }

    /** The parts' rows one after the other; part {@code k} ends before row {@code ends.get(k)}. */
    record Appended(List<Origin> parts, List<Integer> ends) implements Origin {
        public Appended {
            parts = List.copyOf(parts);
            ends = List.copyOf(ends);
        }
    }

    /** Every row comes from some row of these, as after an aggregate or a query. */
    record Batches(List<Origin> inputs) implements Origin {
        public Batches {
            inputs = List.copyOf(inputs);
        }
    }

    /** Nothing is known. */
    static Origin unknown() {
        return new Unknown();
    }

    /** The origin of the selected rows; stays small however often it is applied. */
    default Origin only(Selection selection) {
        if (selection.isAll() || this instanceof Unknown || this instanceof Batches) {
            return this;
        }
        return this instanceof Picked(Origin of, Rows rows)
                ? new Picked(of, rows.then(selection))
                : new Picked(this, Rows.of(selection));
    }

    /** The origin of rows chosen in any order, each as often as it is named. */
    default Origin pick(int[] rows) {
        if (this instanceof Unknown || this instanceof Batches) {
            return this;
        }
        return this instanceof Picked(Origin of, Rows chosen)
                ? new Picked(of, chosen.pick(rows))
                : new Picked(this, new Rows.Indexed(rows.clone()));
    }

    /** A rising or arbitrary choice of rows, kept in whichever form is smallest. */
    sealed interface Rows {

        int at(int row);

        /** The choice made of this one's rows by a selection. */
        default Rows then(Selection selection) {
            int[] rows = new int[selection.count()];
            boolean rising = true;
            for (int place = 0; place < rows.length; place++) {
                rows[place] = at(selection.row(place));
                rising &= place == 0 || rows[place] > rows[place - 1];
            }
            int size = rows.length == 0 ? 0 : rows[rows.length - 1] + 1;
            return rising ? of(Selection.of(rows, rows.length, size)) : new Indexed(rows);
        }

        /** The choice made of this one's rows by naming them. */
        default Rows pick(int[] places) {
            int[] rows = new int[places.length];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = at(places[row]);
            }
            return new Indexed(rows);
        }

        /** The selected rows, as stretches or as bits. */
        static Rows of(Selection selection) {
            int runs = selection.runs();
            if (runs * 64L > selection.size()) {
                var bits = new BitSet(selection.size());
                for (int place = 0; place < selection.count(); place++) {
                    bits.set(selection.row(place));
                }
                return new Bits(bits.toLongArray());
            }
            int[] starts = new int[runs];
            int[] places = new int[runs];
            int next = 0;
            for (int place = 0; place < selection.count(); place++) {
                if (place == 0 || selection.row(place) != selection.row(place - 1) + 1) {
                    starts[next] = selection.row(place);
                    places[next++] = place;
                }
            }
            return new Runs(starts, places);
        }

        /**
         * Unbroken stretches: the one that begins at place {@code places[k]} begins with row {@code
         * starts[k]}.
         */
        record Runs(int[] starts, int[] places) implements Rows {
            @Override
            public int at(int row) {
                int found = Arrays.binarySearch(places, row);
                int run = found >= 0 ? found : -found - 2;
                return starts[run] + row - places[run];
            }
        }

        /** One bit for each row of the input. */
        record Bits(long[] words) implements Rows {
            @Override
            public int at(int row) {
                int left = row;
                for (int word = 0; word < words.length; word++) {
                    int here = Long.bitCount(words[word]);
                    if (left < here) {
                        long bits = words[word];
                        for (; left > 0; left--) {
                            bits &= bits - 1;
                        }
                        return word * 64 + Long.numberOfTrailingZeros(bits);
                    }
                    left -= here;
                }
                throw new IndexOutOfBoundsException("row " + row);
            }

            /** All rows at once, which is cheaper than asking for each. */
            private Indexed all() {
                return new Indexed(BitSet.valueOf(words).stream().toArray());
            }

            @Override
            public Rows then(Selection selection) {
                return all().then(selection);
            }

            @Override
            public Rows pick(int[] places) {
                return all().pick(places);
            }
        }

        /** One index for each row of the output. */
        record Indexed(int[] rows) implements Rows {
            @Override
            public int at(int row) {
                return rows[row];
            }
        }
    }
}
