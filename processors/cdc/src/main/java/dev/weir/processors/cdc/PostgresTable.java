package dev.weir.processors.cdc;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A table as the catalog describes it.
 *
 * @param columns without generated ones, which the log does not have
 * @param generated names of the generated columns
 * @param identified whether updates and deletes can be told from each other: by a key, or by all
 *     columns
 */
record PostgresTable(
        TableName name, List<Field> columns, List<String> generated, boolean identified) {
    PostgresTable {
        columns = List.copyOf(columns);
        generated = List.copyOf(generated);
    }
}
