@NullMarked
package dev.weir.core.plan;

import org.jspecify.annotations.NullMarked;
