/** What a flow keeps: its folder, the disk beneath it, state by key, timers. */
@NullMarked
package dev.weir.core.state;

import org.jspecify.annotations.NullMarked;
