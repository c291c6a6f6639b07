package dev.weir.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a wire carries: rows of one schema, or of a family of tables. */
public sealed interface WireSchema {

    /** All batches have this schema. */
    record Single(Schema schema) implements WireSchema {}

    /**
     * Each batch has rows of one table, named by {@link Batch#table}; tables that are not listed
     * may follow.
     */
    record Family(Map<String, Schema> tables) implements WireSchema {
        public Family {
            tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        }
    }
}
