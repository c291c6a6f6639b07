/**
 * What is wrong with a project, a flow or a run, where, and what to do: in words and with a code.
 */
@NullMarked
package dev.weir.core.problem;

import org.jspecify.annotations.NullMarked;
