/** The one way to an engine, in this process or on a server. */
@NullMarked
package dev.weir.designer.engine;

import org.jspecify.annotations.NullMarked;
