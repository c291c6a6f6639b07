package dev.weir.processors.files.text;

/** Tells rows and the values in them apart, a chunk of rows at a time. */
public interface Tokenizer {

    /** The rows that were found last; what it says is valid until the next ones are looked for. */
    Chunk chunk();

    /**
     * Fills the chunk with the rows that are complete in the window, moves the window behind them,
     * and answers how many these are; 0 if more bytes are needed.
     */
    int scan();

    /**
     * The values of a row of the chunk as they stand in the file, as a JSON object; may be empty.
     */
    String values(int row);
}
