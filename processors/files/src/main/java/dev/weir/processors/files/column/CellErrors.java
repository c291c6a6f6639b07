package dev.weir.processors.files.column;

/** Told of values that are not of their column's type. */
@FunctionalInterface
public interface CellErrors {

    /**
     * @param row row of the chunk, from 0
     * @param reason what is wrong with the value, to follow the value itself in a sentence
     */
    void add(int row, String reason);
}
