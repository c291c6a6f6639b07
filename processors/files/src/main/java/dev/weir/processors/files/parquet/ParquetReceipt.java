package dev.weir.processors.files.parquet;

import java.util.List;

/**
 * What a Parquet sink has made durable.
 *
 * @param next number of the next part
 * @param finished files that are complete and still hidden
 * @param spools rows that are not in a complete file yet
 */
public record ParquetReceipt(long next, List<Finished> finished, List<Spooled> spools) {

    public ParquetReceipt {
        finished = List.copyOf(finished);
        spools = List.copyOf(spools);
    }

    /** A hidden file and what it is to be called. */
    public record Finished(String hidden, String visible) {}

    /**
     * Rows of a part that is still growing, kept beside it: a Parquet file cannot be continued by
     * another process, its rows can be written again.
     *
     * @param table of a family, else empty
     * @param part number of the part
     * @param path of the spool
     * @param length bytes of it that count
     * @param begun when its first row came, in milliseconds since 1970
     */
    public record Spooled(String table, long part, String path, long length, long begun) {}
}
