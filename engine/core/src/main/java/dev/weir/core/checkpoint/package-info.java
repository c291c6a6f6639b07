/** One atomic cut through a whole flow, as it stands on disk. */
@NullMarked
package dev.weir.core.checkpoint;

import org.jspecify.annotations.NullMarked;
