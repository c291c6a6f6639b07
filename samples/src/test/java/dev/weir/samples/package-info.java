/** Runs every sample as its reader would. */
@NullMarked
package dev.weir.samples;

import org.jspecify.annotations.NullMarked;
