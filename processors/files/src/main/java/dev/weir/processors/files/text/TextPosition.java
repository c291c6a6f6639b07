package dev.weir.processors.files.text;

/**
 * Where the reading of a file stands: between two rows.
 *
 * @param offset first byte of the next row, in UTF-8
 * @param row number of data rows before it
 * @param line number of the line that it begins in, from 1
 */
public record TextPosition(long offset, long row, long line) {}
