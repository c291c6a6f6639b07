package dev.weir.api;

/** Where a sink leaves refused rows, and tells where the others went. */
public interface SinkOutput extends Output {

    /**
     * Reports, for lineage, that the rows of the batch being written stand at this place from this
     * row on, counted from 1.
     */
    default void wrote(String location, long firstRow) {}
}
