package dev.weir.api;

import org.apache.arrow.vector.VarBinaryVector;

/**
 * State of a task by key, asked and changed a batch at a time.
 *
 * <p>Keys and values are bytes of the task's own making. Vectors stay the caller's.
 */
public interface KeyedState {

    /** For each key the value, or null; the caller closes the result. */
    VarBinaryVector get(VarBinaryVector keys);

    /**
     * Sets the value of each key; a null value removes the key. A later row wins over an earlier.
     */
    void put(VarBinaryVector keys, VarBinaryVector values);

    /** Number of keys. */
    long size();
}
