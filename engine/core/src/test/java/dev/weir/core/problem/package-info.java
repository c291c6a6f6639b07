@NullMarked
package dev.weir.core.problem;

import org.jspecify.annotations.NullMarked;
