/** Watching a flow: counters, bulletins, the report. */
@NullMarked
package dev.weir.core.watch;

import org.jspecify.annotations.NullMarked;
