/** Processors that look after the quality of data: {@code expect}. */
@NullMarked
package dev.weir.processors.quality;

import org.jspecify.annotations.NullMarked;
