/** Files of the outside world, as processors reach them. */
@NullMarked
package dev.weir.core.storage;

import org.jspecify.annotations.NullMarked;
