@NullMarked
package dev.weir.core.state;

import org.jspecify.annotations.NullMarked;
