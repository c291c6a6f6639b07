@NullMarked
package dev.weir.processors.quality;

import org.jspecify.annotations.NullMarked;
