/**
 * Reads scalar expressions of DuckDB's dialect into a syntax tree that knows its place in the text.
 */
@NullMarked
package dev.weir.expression.parser;

import org.jspecify.annotations.NullMarked;
