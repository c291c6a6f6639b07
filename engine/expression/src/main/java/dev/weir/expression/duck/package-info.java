/** The bridge to DuckDB: sessions, Arrow in and out, types, and errors. */
@NullMarked
package dev.weir.expression.duck;

import org.jspecify.annotations.NullMarked;
