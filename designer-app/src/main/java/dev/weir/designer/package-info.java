/** The designer: draws, checks, looks into, runs and deploys flows. */
@NullMarked
package dev.weir.designer;

import org.jspecify.annotations.NullMarked;
