/** The drawing of a flow: one control that paints, hits and moves. */
@NullMarked
package dev.weir.designer.canvas;

import org.jspecify.annotations.NullMarked;
