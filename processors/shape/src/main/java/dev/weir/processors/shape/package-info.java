/**
 * Processors that give rows another shape: {@code filter}, {@code select}, {@code join}, {@code
 * aggregate}, {@code sql}; and the small ends of a flow: {@code generate}, {@code print}, {@code
 * discard}.
 */
@NullMarked
package dev.weir.processors.shape;

import org.jspecify.annotations.NullMarked;
