package dev.weir.processors.files.text;

import dev.weir.api.Batch;
import dev.weir.api.Utf8Buffer;

/** Spells the rows of one schema. */
public interface RowEncoder {

    /** What every file begins with. */
    default void header(Utf8Buffer text) {}

    /** Appends some rows. */
    void rows(Batch batch, int from, int to, Utf8Buffer text);
}
