package dev.weir.processors.files.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a text sink has made durable.
 *
 * @param sequence number of the receipt in its run
 * @param shown what the commit makes visible
 * @param kept what stays hidden, to be gone on with or to be published
 */
public record TextReceipt(long sequence, List<Part> shown, List<Part> kept) {

    public TextReceipt {
        shown = List.copyOf(shown);
        kept = List.copyOf(kept);
    }

    /** All that the receipt names. */
    Stream<Part> parts() {
        return Stream.concat(shown.stream(), kept.stream());
    }

    /**
     * A hidden file that is to become visible, or to be appended to a visible one.
     *
     * @param table of a family, else empty
     * @param number of the part, from 0
     * @param hidden path of the file that was written
     * @param visible path that it is for
     * @param length bytes of the hidden file
     * @param offset where in the visible file its bytes belong
     * @param rows rows of the visible file with these
     * @param begun when it was begun, in milliseconds since 1970
     * @param header what the visible file begins with
     */
    public record Part(
            String table,
            int number,
            String hidden,
            String visible,
            long length,
            long offset,
            long rows,
            long begun,
            String header) {

        /** The same, to be appended to what is there. */
        Part at(long offset, long rows) {
            return new Part(table, number, hidden, visible, 0, offset, rows, begun, header);
        }
    }
}
