package dev.weir.processors.files.parquet;

import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of statements about Parquet files. */
final class ParquetSql {

    private ParquetSql() {}

    /** The rows of one file. */
    static String read(String file) {
        // A star or bracket in a file's name would be taken for a pattern.
        String literal = text(file.replaceAll("[\\[*?]", "[$0]"));
        return "read_parquet(%s, hive_partitioning = true, hive_types_autocast = false)"
                .formatted(literal);
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    static String names(Collection<String> columns) {
        return columns.stream().map(ParquetSql::name).collect(Collectors.joining(", "));
    }
}
