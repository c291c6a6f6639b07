package dev.weir.processors.files.text;

import java.util.List;

/**
 * What a text sink has made durable.
 *
 * @param sequence number of the receipt in its run
 */
public record TextReceipt(long sequence, List<Part> parts) {

    public TextReceipt {
        parts = List.copyOf(parts);
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
     */
    public record Part(
            String table,
            int number,
            String hidden,
            String visible,
            long length,
            long offset,
            long rows) {}
}
