package dev.weir.processors.files.text;

import dev.weir.api.Batch;
import dev.weir.api.Utf8Buffer;

/** Spells the rows of one schema. */
public interface RowEncoder {

    /** What every file begins with, in whole lines. */
    default String header() {
        return "";
    }

    /** Appends some rows. */
    void rows(Batch batch, int from, int to, Utf8Buffer text);
}
