package dev.weir.api;

import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a processor may ask while a flow is designed and checked. */
public interface DesignContext {

    /**
     * Reports something that the author of the flow must mend.
     *
     * @param setting the setting it is about, as a path from the processor: {@code where}, {@code
     *     compute.total}, {@code expectations[2].column}; empty for the processor as a whole
     * @param message what is wrong, with the value, and what to do
     */
    void problem(String setting, String message);

    /**
     * As {@link #problem(String, String)}, pointing at a character inside the setting's text, from
     * 0.
     */
    void problem(String setting, int offset, String message);

    /**
     * Checks that there is such a column, and reports a problem with a suggestion if there is none.
     */
    Optional<Field> column(String setting, Schema schema, String name);

    /**
     * Checks an expression against a schema and reports what is wrong with it.
     *
     * @return the type of its value as a nullable field without a name; empty after a problem
     */
    Optional<Field> check(String setting, Expression expression, Schema schema);

    /** Checks a query over named inputs; the answer is its schema, or empty after a problem. */
    Optional<Schema> check(String setting, Query query, Map<String, Schema> inputs);

    /** Files of the outside world. */
    Storage storage();

    /** Databases for looking at files; see {@link Database}. */
    Database database(Database.Access access);
}
