/**
 * Expressions compiled to loops over columns.
 *
 * <p>A {@link dev.weir.expression.kernels.Node} works out a {@link
 * dev.weir.expression.kernels.Lane} of values for a chunk of rows that stays in the processor's
 * cache; there is one call for each node and chunk, none for each row. {@link
 * dev.weir.expression.kernels.Compiler} makes nodes of a syntax tree; what it does not know is left
 * to DuckDB as a foreign column.
 */
@NullMarked
package dev.weir.expression.kernels;

import org.jspecify.annotations.NullMarked;
