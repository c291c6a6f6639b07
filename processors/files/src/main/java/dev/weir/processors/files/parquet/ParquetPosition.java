package dev.weir.processors.files.parquet;

/**
 * Where the reading of a file stands.
 *
 * @param row number of rows that were read
 */
public record ParquetPosition(long row) {}
