/** From text to typed Arrow vectors, a column at a time. */
@NullMarked
package dev.weir.processors.files.column;

import org.jspecify.annotations.NullMarked;
