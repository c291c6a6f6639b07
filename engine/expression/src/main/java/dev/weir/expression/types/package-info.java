/** The types that kernels work on, and which type DuckDB makes of two. */
@NullMarked
package dev.weir.expression.types;

import org.jspecify.annotations.NullMarked;
