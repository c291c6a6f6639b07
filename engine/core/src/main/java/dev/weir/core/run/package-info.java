/** A plan running: wires, tasks, the thread pool, checkpoints being drawn, and what ends a run. */
@NullMarked
package dev.weir.core.run;

import org.jspecify.annotations.NullMarked;
