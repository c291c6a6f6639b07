@NullMarked
package dev.weir.core.spec;

import org.jspecify.annotations.NullMarked;
