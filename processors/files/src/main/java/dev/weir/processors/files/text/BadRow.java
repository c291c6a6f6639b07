package dev.weir.processors.files.text;

/**
 * A row that cannot be told apart into its fields.
 *
 * @param row row of the chunk, from 0
 * @param code what is wrong, see {@link RowErrors}
 */
public record BadRow(int row, String code, String reason) {}
