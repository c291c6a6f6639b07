/** The {@code weir} program: its command line and its server. */
@NullMarked
package dev.weir.server;

import org.jspecify.annotations.NullMarked;
