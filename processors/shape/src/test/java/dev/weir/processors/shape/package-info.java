@NullMarked
package dev.weir.processors.shape;

import org.jspecify.annotations.NullMarked;
