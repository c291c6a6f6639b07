/**
 * Expressions and SQL in DuckDB's dialect: {@link dev.weir.expression.Expressions} checks and
 * compiles expressions, {@link dev.weir.expression.DuckDatabase} is the private database of a task.
 */
@NullMarked
package dev.weir.expression;

import org.jspecify.annotations.NullMarked;
