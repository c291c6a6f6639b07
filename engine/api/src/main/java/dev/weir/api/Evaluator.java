package dev.weir.api;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** An {@link Expression}, compiled for batches of one schema. Called by one thread at a time. */
public interface Evaluator extends AutoCloseable {

    /** Type of the value, as a field without a name. */
    Field type();

    /**
     * The value for every row, in a new vector that the caller owns. Borrows the batch. Rows for
     * which there is no value (a failed cast, an overflow) are null and added to {@code failures}.
     */
    FieldVector evaluate(Batch batch, Failures failures) throws Exception;

    /** The rows for which a boolean expression is true. Borrows the batch. */
    Selection select(Batch batch, Failures failures) throws Exception;

    @Override
    void close();
}
