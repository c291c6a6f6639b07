package dev.weir.processors.files.parquet;

import java.util.List;

/** How Parquet files are written. */
record ParquetStyle(ParquetSink.Compression compression, List<String> partitionBy) {

    /** Name of the rows in the statement. */
    static final String INPUT = "rows";

    boolean isPartitioned() {
        return !partitionBy.isEmpty();
    }

    /** The statement that writes the rows to a file or, if partitioned, to files in a folder. */
    String copy(String path) {
        String codec =
                switch (compression) {
                    case SNAPPY -> "snappy";
                    case ZSTD -> "zstd";
                    case NONE -> "uncompressed";
                };
        String partitions =
                isPartitioned()
                        ? ", PARTITION_BY (%s), FILENAME_PATTERN 'rows_{i}'"
                                .formatted(ParquetSql.names(partitionBy))
                        : "";
        return "COPY (SELECT * FROM %s) TO %s (FORMAT parquet, COMPRESSION %s%s)"
                .formatted(INPUT, ParquetSql.text(path), codec, partitions);
    }
}
