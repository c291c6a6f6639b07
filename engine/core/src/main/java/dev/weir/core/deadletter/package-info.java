/** Rows that nobody took: kept with reason and origin, listed, purged. */
@NullMarked
package dev.weir.core.deadletter;

import org.jspecify.annotations.NullMarked;
